"""Wagtail's own copy, alias, move and unpublish harm no record."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction, CopyPagePermissionError
from wagtail.models import Page

from assessments.models import Attempt, AttemptState, Checklist, Quiz
from curriculum.models import LessonPage, ModulePage, ProgrammePage
from home import wagtail_hooks
from home.standing import module_states
from home.wagtail_hooks import KEPT, STAYS
from tests import make
from trainees.models import EnrolmentState

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Client:
    """A superuser's browser: no permission stands in her way."""
    client = Client()
    client.force_login(make.User.objects.create_superuser("boss", make.PASSPHRASE))
    return client


@pytest.fixture
def unguarded(monkeypatch):
    """The hooks let everything through."""
    monkeypatch.setattr(wagtail_hooks, "is_kept", lambda things: False)


def told(reply) -> list[str]:
    return [str(message) for message in get_messages(reply.wsgi_request)]


def copy_fields(page, **more) -> dict:
    fields = {"new_title": "Copy", "new_slug": "l2", "publish_copies": "on"}
    return fields | {"new_parent_page": page.get_parent().pk, "copy_subpages": "on"} | more


@pytest.mark.parametrize("model", [LessonPage, ModulePage, ProgrammePage])
@pytest.mark.parametrize("more", [{}, {"alias": "on"}])
def test_nobody_copies_or_aliases_a_page_with_wagtails_form(boss, model, more):
    make.make_signed_programme()
    page, before = model.objects.get(), Page.objects.count()

    reply = boss.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy_fields(page, **more))

    assert (reply.status_code, Page.objects.count()) == (302, before)
    assert [each.strip() for each in told(reply)] == [
        "Sorry, you do not have permission to access this area."
    ]


def test_without_the_guard_an_alias_goes_live_on_the_originals_signature(boss, monkeypatch):
    """The twin: what the closed form would have let through."""
    make.make_signed_programme()
    lesson = LessonPage.objects.get()
    monkeypatch.setattr(LessonPage, "permissions_for_user", Page.permissions_for_user)

    boss.post(reverse("wagtailadmin_pages:copy", args=[lesson.pk]), copy_fields(lesson, alias="on"))

    alias = LessonPage.objects.get(alias_of=lesson)
    assert (alias.live, alias.live_revision) == (True, lesson.live_revision)


def test_copying_in_the_name_of_somebody_is_refused_everywhere():
    make.make_signed_programme()
    boss = make.User.objects.create_superuser("boss", make.PASSPHRASE)

    with pytest.raises((PermissionDenied, CopyPagePermissionError)):
        CopyPageAction(LessonPage.objects.get(), user=boss).execute()


def move(page, destination) -> str:
    return reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])


def bulk_move(page) -> str:
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={page.pk}"


def elsewhere(page) -> Page:
    """A place where a page of this kind could stand."""
    programme = make.make_programme("p2")
    if isinstance(page, ModulePage):
        return programme
    return make.make_module(programme, "m7")


@pytest.mark.parametrize("model", [LessonPage, ModulePage])
def test_page_with_records_is_not_moved(boss, model):
    make.make_signed_programme()
    page = model.objects.get()
    there, before = elsewhere(page), page.url_path

    reply = boss.post(move(page, there))

    assert (reply.status_code, told(reply)) == (302, [STAYS])
    assert model.objects.get(pk=page.pk).url_path == before


@pytest.mark.parametrize("model", [LessonPage, ModulePage])
def test_page_with_records_without_the_hook_leaves_her_address(boss, unguarded, model):
    """The twin."""
    make.make_signed_programme()
    page = model.objects.get()

    boss.post(move(page, elsewhere(page)))

    assert model.objects.get(pk=page.pk).url_path.startswith("/home/p2/")


@pytest.mark.parametrize("model", [LessonPage, ModulePage])
def test_page_with_records_is_not_moved_in_bulk(boss, model):
    make.make_signed_programme()
    page = model.objects.get()
    there, before = elsewhere(page), page.url_path

    reply = boss.post(bulk_move(page), {"chooser": there.pk})

    assert (reply.status_code, told(reply)) == (302, [STAYS])
    assert model.objects.get(pk=page.pk).url_path == before


def test_page_above_one_with_records_is_neither_moved_nor_deleted_in_bulk(boss):
    module = make.make_module(make.make_programme())
    make.sign(make.make_lesson(module))
    there = make.make_programme("p2")

    moved = boss.post(bulk_move(module), {"chooser": there.pk})
    delete = bulk_move(module).replace("/move/", "/delete/")
    deleted = boss.post(delete)

    assert (told(moved), told(deleted)[-1:]) == ([STAYS], [KEPT])
    assert ModulePage.objects.get(slug="m1").url_path == "/home/p1/m1/"


def test_draft_is_moved(boss):
    module = make.make_module(make.make_programme())
    make.make_lesson(module)
    there = make.make_programme("p2")

    boss.post(move(module, there))

    assert LessonPage.objects.get().url_path == "/home/p2/m1/l1/"


def test_place_among_its_like_is_free(boss):
    programme = make.make_signed_programme(("m1", "m2"))
    first = ModulePage.objects.get(slug="m1")

    boss.post(move(first, programme))

    order = ModulePage.objects.child_of(programme).order_by("path")
    assert list(order.values_list("slug", flat=True)) == ["m2", "m1"]


def test_confirming_a_move_is_shown(boss):
    make.make_signed_programme()
    page = ModulePage.objects.get()

    assert boss.get(move(page, elsewhere(page))).status_code == 200


@pytest.fixture
def enrolment():
    """Lindiwe in a programme of one module."""
    programme = make.make_signed_programme()
    cohort = make.make_cohort(programme)
    make.make_trainer(cohort=cohort)
    return make.make_enrolment(make.make_trainee(cohort))


def unpublish_page(page) -> str:
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def unpublish_snippet(snippet) -> str:
    name = snippet._meta.model_name
    return reverse(f"wagtailsnippets_assessments_{name}:unpublish", args=[snippet.pk])


def records(enrolment) -> tuple:
    enrolment.refresh_from_db()
    return (
        *(enrolment.state, enrolment.edition_id, list(enrolment.completions.values())),
        *(list(enrolment.attempts.values()), list(enrolment.observations.values())),
        *(list(enrolment.lesson_progress.values()), list(enrolment.certificates.values())),
        list(enrolment.requirements().values()),
    )


@pytest.mark.parametrize("model", [LessonPage, ModulePage, ProgrammePage])
def test_unpublished_page_leaves_every_record(boss, enrolment, model):
    make.complete(enrolment, make.User.objects.get(username="bahati"))
    before = records(enrolment)

    boss.post(unpublish_page(model.objects.get()), {"include_descendants": "on"})

    assert model.objects.get().live is False
    assert records(enrolment) == before
    assert [each.completed for each in module_states(enrolment, now=make.NOW)] == [True]


@pytest.mark.parametrize("model", [Quiz, Checklist])
def test_unpublished_test_leaves_every_record(boss, enrolment, model):
    make.complete(enrolment, make.User.objects.get(username="bahati"))
    before = records(enrolment)

    boss.post(unpublish_snippet(model.objects.get()))

    assert model.objects.get().live is False
    assert records(enrolment) == before


def test_open_try_of_an_unpublished_quiz_is_handed_in_and_completes_nothing(boss, enrolment):
    """Nobody certifies by a test that was taken back, and no answer is lost."""
    make.study_all(enrolment, ModulePage.objects.get())
    attempt = make.start(enrolment, Quiz.objects.get())
    boss.post(unpublish_snippet(Quiz.objects.get()))

    make.submit(attempt)
    make.observe(enrolment, Checklist.objects.get(), make.User.objects.get(username="bahati"))

    assert Attempt.objects.get().state == AttemptState.GRADED
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.completions.count()) == (EnrolmentState.ACTIVE, 0)


def test_where_one_of_two_quizzes_is_taken_back_the_other_is_enough(boss, enrolment):
    """Known, and a superuser's to decide (decision 46)."""
    module = ModulePage.objects.get()
    second = make.make_quiz(module, [make.make_question(module, "m1-q9")], "m1b")
    make.sign(second.slots.get().question)
    make.sign(second)
    Quiz.objects.filter(pk=second.pk).update(binds_from=make.LONG_AGO)
    make.study_all(enrolment, module)
    make.submit(make.start(enrolment, Quiz.objects.get(code="m1")))
    boss.post(unpublish_snippet(second))

    make.observe(enrolment, Checklist.objects.get(), make.User.objects.get(username="bahati"))

    assert enrolment.completions.count() == 1


def test_author_can_neither_unpublish_nor_delete_nor_move_what_is_live():
    make.make_signed_programme()
    lesson, quiz = LessonPage.objects.get(), Quiz.objects.get()
    client = Client()
    client.force_login(make.make_author())
    there = make.make_module(make.make_programme("p2"), "m7")
    delete = reverse("wagtailsnippets_assessments_quiz:delete", args=[quiz.pk])

    for address in (unpublish_page(lesson), unpublish_snippet(quiz), delete, move(lesson, there)):
        client.post(address)

    lesson.refresh_from_db()
    assert (lesson.live, Quiz.objects.get().live, lesson.url_path) == (
        True,
        True,
        "/home/p1/m1/l1/",
    )
