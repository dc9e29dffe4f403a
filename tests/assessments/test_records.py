"""P10 and P11: no regrade and no change of content loses a mark, a byte or a row.

Examples through the database are fewer than the 2,000 of pure rules: each signs, sits and reads pages.
"""

from contextlib import suppress
from itertools import pairwise

import pytest
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import Mark, Part
from assessments.models import Attempt, Grading, Mode, Regrade, Response
from assessments.models.grading import kept_mark, mark_from
from curriculum.models import SignOffRefused
from tests import make
from tests.assessments.course import another_trainee
from tests.assessments.pages import address, main_of, signed_in
from tests.assessments.rekeyed import marks_of, rekey, resign, sit
from tests.assessments.test_review import marked_now
from tests.examples import many, through_database

pytestmark = pytest.mark.django_db
places = st.integers(0, 2)
shares = st.fractions(0, 1, max_denominator=60)
states = st.sampled_from(["right", "partial", "wrong", "unanswered", "unreadable", "unmarked"])
parts = st.lists(
    st.builds(Part, st.uuids().map(str), shares, states),
    unique_by=lambda part: part.uid,
    max_size=3,
)
marks = st.builds(
    Mark,
    st.integers(1, 10**9).map(str),
    shares,
    st.integers(1, 20),
    states,
    st.booleans(),
    parts.map(tuple),
)


@many
@given(marks)
def test_mark_is_the_same_when_a_grading_has_kept_it(mark):
    """P10 where it is pure: what a regrade takes over from a grading is exactly what was marked."""
    assert mark_from(kept_mark(mark)) == mark


def apply(course, edition, mode):
    return Regrade.apply(
        edition=edition, mode=mode, by=course.bahati, at=make.NOW, reason="The key."
    )


def test_regrade_by_the_same_key_writes_nothing_and_there_and_back_restores_every_mark(course):
    """P10, for any answers of two trainees and any other key."""
    question, other = course.questions[0], another_trainee(course)
    first = question.editions.first()
    keys = [first, rekey(question, 1), rekey(question, 2), resign(question, critical=True)]

    @through_database(40)
    @given(places, places, st.sampled_from(keys[1:]))
    def there_and_back(hers, theirs, key):
        with make.rolled_back():
            tries = [
                sit(course.enrolment, course.quiz, hers, 0),
                sit(other, course.quiz, theirs, 1),
            ]
            before = [marks_of(attempt) for attempt in tries]

            assert [apply(course, first, mode) for mode in (Mode.NEW, Mode.BETTER)] == [None, None]
            Regrade.plan(edition=key, mode=Mode.NEW)
            assert (Grading.objects.count(), Regrade.objects.count()) == (2, 0)

            apply(course, key, Mode.NEW)
            apply(course, first, Mode.NEW)
            assert [marks_of(attempt) for attempt in tries] == before

    there_and_back()


def test_better_never_lowers_anybody(course):
    question = course.questions[0]
    keys = [rekey(question, 1), rekey(question, 2), resign(question, critical=True, mark=3)]

    @through_database(40)
    @given(places, places, st.lists(st.sampled_from(keys), min_size=1, max_size=3))
    def marked_again(one, two, path):
        with make.rolled_back():
            attempt = sit(course.enrolment, course.quiz, one, two)
            seen = [attempt.current_grading]
            for key in path:
                apply(course, key, Mode.BETTER)
                seen.append(attempt.current_grading)

            passes = [graded.passed for graded in seen]
            assert passes == sorted(passes)
            assert all(
                new.earned / new.possible >= old.earned / old.possible or new.passed > old.passed
                for old, new in pairwise(seen)
            )

    marked_again()


def publish(thing):
    thing.get_latest_revision().publish()


def edit(thing):
    if hasattr(thing, "stem"):
        thing.stem = f"{thing.stem} Really?"
        options = list(thing.options.all())
        for option in options:
            option.correct = not option.correct and option is options[-1]
        options[0].correct = not options[-1].correct
        thing.options.set(options[::2])
    else:
        thing.title, thing.pass_mark = f"{thing.title}!", 90
    thing.save_revision()


def unpublish(thing):
    thing.unpublish()


def revert(thing):
    thing.revisions.order_by("pk").first().publish()


def delete(thing):
    with pytest.raises(ProtectedError):
        thing.delete()


steps = st.lists(
    st.tuples(st.sampled_from([edit, publish, unpublish, revert, delete]), st.integers(0, 2)),
    min_size=2,
    max_size=6,
)


def test_no_order_of_changes_touches_an_old_attempt(course):
    """P11: it reads to the byte and marks to the fraction as before, and no response row is lost."""
    attempt = sit(course.enrolment, course.quiz, 0, 1)
    under_way = make.start(another_trainee(course), course.quiz)
    phone, desk = signed_in(course.user), signed_in(course.bahati)
    pages = [(phone, address(attempt)), (desk, f"/desk/attempts/{attempt.uuid}/")]
    read = [main_of(client.get(page)) for client, page in pages]
    marked, rows = marked_now(attempt), list(Response.objects.order_by("pk").values())
    shown = [item.question.content for item in under_way.paper()]

    @through_database(30)
    @given(steps)
    def changed(steps):
        with make.rolled_back():
            for step, place in steps:
                thing = (*course.questions, course.quiz)[place]
                with suppress(SignOffRefused):  # a quiz whose question is not live, for one
                    step(type(thing).objects.get(pk=thing.pk))

            assert [main_of(client.get(page)) for client, page in pages] == read
            assert marked_now(attempt) == marked
            assert list(Response.objects.order_by("pk").values()) == rows
            again = Attempt.objects.get(pk=under_way.pk)
            assert [item.question.content for item in again.paper()] == shown

    changed()
