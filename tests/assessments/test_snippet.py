"""Publishing freezes an edition in the same transaction, from wherever it is called."""

import datetime as dt

import pytest

from assessments.models import Checklist, Question
from assessments.models.snippet import SignedSnippet
from tests import make
from tests.assessments.course import actions_of, broken

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return make.make_question(make.make_module(make.make_programme()))


def test_publish_from_the_shell_freezes_too(question):
    question.latest_revision.publish()

    question.refresh_from_db()
    assert (question.live, question.editions.count()) == (True, 1)
    assert question.editions.get().published_at == question.last_published_at


def test_sign_off_publishes_and_logs(question):
    make.sign(question)

    assert actions_of(question)[-2:] == ["curriculum.sign_off", "wagtail.publish"]


def test_nothing_goes_live_when_freezing_fails(question, monkeypatch):
    monkeypatch.setattr(Question, "freeze_edition", broken)

    with pytest.raises(RuntimeError):
        question.latest_revision.publish()

    assert Question.objects.get().live is False
    assert "wagtail.publish" not in actions_of(question)


def test_what_is_scheduled_for_later_is_frozen_when_it_goes_live(question):
    question.go_live_at = make.NOW + dt.timedelta(days=1)
    revision = question.save_revision()

    revision.publish()

    assert Question.objects.get().live is False
    assert question.editions.count() == 0


@pytest.mark.parametrize("verb", ["freeze_edition", "not_ready_to_sign"])
def test_every_snippet_says_how_it_is_frozen_and_when_it_is_ready(verb):
    with pytest.raises(NotImplementedError):
        getattr(SignedSnippet, verb)(Checklist())
