"""What waits for whom: her drafts, and what she may sign."""

import pytest
from django.utils import timezone
from wagtail.models import Page, Workflow

from curriculum.drafts import drafts_of, shown, waiting_for
from curriculum.models.sign_off import authors_since_sign_off
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara():
    return make.make_author()


@pytest.fixture
def ruth():
    return make.make_reviewer()


def write(thing, by, title="Changed"):
    thing.title = title
    thing.save_revision(user=by)
    thing.refresh_from_db()


def submit(thing, by):
    Workflow.objects.get(active=True).start(thing, by)


def titles(rows) -> list[str]:
    return [row.object_str for row in rows]


def signable(user) -> list[str]:
    return [state.revision.object_str for state in waiting_for(user)]


def test_a_draft_is_hers_until_somebody_signs_it(amara, ruth):
    page = make.make_programme()
    write(page, amara, "Mine")
    before = titles(drafts_of(amara))
    make.sign(page, by=ruth)

    assert (before, titles(drafts_of(amara)), titles(drafts_of(ruth))) == (["Mine"], [], [])


def test_a_draft_stays_hers_when_another_goes_on_with_it(amara, ruth):
    page = make.make_programme()
    write(page, amara, "Begun")
    write(page, ruth, "Ended")

    assert (titles(drafts_of(amara)), titles(drafts_of(ruth))) == (["Ended"], ["Ended"])


def test_what_others_wrote_after_the_signature_is_not_hers(amara, ruth):
    page = make.make_programme()
    write(page, amara)
    make.sign(page, by=ruth)
    write(page, make.make_author("abena"), "Later")

    assert titles(drafts_of(amara)) == []


def test_snippets_are_drafts_too_with_where_they_are_edited(amara):
    module = make.make_module(make.make_programme())
    question = make.make_question(module)
    question.save_revision(user=amara)
    write(module, amara, "A module")

    rows = [shown(row, at=make.NOW, in_review=row.in_review) for row in drafts_of(amara)]

    assert [(row.title, row.kind, row.address) for row in rows] == [
        ("A module", "module", f"/cms/pages/{module.pk}/edit/"),
        (str(question), "question", f"/cms/snippets/assessments/question/edit/{question.pk}/"),
    ]


def test_a_draft_says_whether_it_is_in_review(amara):
    page = make.make_programme()
    write(page, amara)
    before = drafts_of(amara).get().in_review
    submit(page, amara)

    assert (before, drafts_of(amara).get().in_review) == (False, True)


def test_only_reviewers_who_wrote_none_of_it_may_sign(amara, ruth):
    joyce = make.make_reviewer("joyce")
    page, other = make.make_programme(), make.make_programme("p2")
    write(page, ruth, "Hers in part")
    write(page, amara, "Both")
    write(other, amara, "Amara's")
    for each in (page, other):
        submit(each, amara)

    assert signable(joyce) == ["Both", "Amara's"]
    assert signable(ruth) == ["Amara's"]
    assert signable(amara) == []


def test_what_may_be_signed_is_what_signing_allows(amara, ruth):
    """The list asks the database what ``authors_since_sign_off`` asks for one revision."""
    joyce = make.make_reviewer("joyce")
    for number, writers in enumerate(((amara,), (ruth, amara), (amara, joyce), (joyce, amara))):
        page = make.make_programme(f"p{number + 1}")
        for writer in writers[:1]:
            write(page, writer)
        make.sign(page, by=make.make_reviewer(f"signer{number}"))
        for writer in writers[1:]:
            write(page, writer)
        write(page, amara, f"P{number}")
        submit(page, amara)

    allowed = {
        user.username: {
            page.latest_revision.object_str
            for page in Page.objects.filter(depth=3)
            if user.pk not in authors_since_sign_off(page.latest_revision)
        }
        for user in (ruth, joyce)
    }

    assert {user.username: set(signable(user)) for user in (ruth, joyce)} == allowed
    assert allowed == {"ruth": {"P0", "P1", "P2", "P3"}, "joyce": {"P0", "P1", "P3"}}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_queries_however_long(amara, ruth, count, django_assert_num_queries):
    for number in range(count):
        page = make.make_programme(f"p{number + 1}")
        write(page, amara)
        submit(page, amara)
    list(drafts_of(amara))  # content types are remembered
    with django_assert_num_queries(1):
        rows = [shown(row, at=timezone.now(), in_review=False) for row in drafts_of(amara)]
    waiting = waiting_for(ruth)
    with django_assert_num_queries(1):
        states = [shown(row.revision, at=row.started_at, in_review=True) for row in waiting]

    assert (len(rows), len(states)) == (count, count)
