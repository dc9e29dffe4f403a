from fractions import Fraction

import pytest

from assessments.analysis import analyse_checklist, count_checklists
from assessments.models import Checklist, ChecklistEdition, Observation
from tests import make
from trainees.models import User

STEPS = [
    {"uid": "g", "text": "greets", "critical": True, "points": 3},
    {"uid": "a", "text": "asks", "critical": False},
]


def edition(number: int = 1, steps=STEPS) -> ChecklistEdition:
    return ChecklistEdition(number=number, content={"steps": steps, "pass_at": 1})


def seen(*ticked: str, by: str = "bahati", competent: bool = True, of=None, rating=None):
    """A final observation that stands in no database."""
    return Observation(
        edition=of or edition(),
        assessor=User(username=by),
        ticked=list(ticked),
        competent=competent,
        rating=rating,
    )


def test_steps_are_counted():
    found = analyse_checklist([seen("g", "a"), seen("g", competent=False)])

    assert (found.n, found.competent_words) == (2, "1 of 2")
    assert [(each.text, each.critical, each.in_words, each.share) for each in found.steps] == [
        ("greets", True, "2 of 2", None),
        ("asks", False, "1 of 2", None),
    ]


@pytest.mark.parametrize(
    ("n", "share", "words"), [(9, None, "9 of 9"), (10, 1.0, "10 of 10, about 10 in 10")]
)
def test_shares_are_told_from_ten_on(n, share, words):
    step = analyse_checklist([seen("g")] * n).steps[0]

    assert (step.share, step.in_words) == (share, words)


def test_step_is_counted_among_the_observations_that_held_it():
    newer = edition(2, [{"uid": "g", "text": "Greets her", "critical": True}])

    found = analyse_checklist([seen("g", "a"), seen(of=newer), seen("g", of=newer)])

    assert [(each.text, each.done, each.n) for each in found.steps] == [
        ("Greets her", 2, 3),
        ("asks", 1, 1),
    ]


def test_ratings_are_counted_in_words_from_the_lowest():
    found = analyse_checklist([seen(rating=4), seen(rating=1), seen(rating=4), seen()])

    assert found.ratings == (("Clear fail", 1), ("Good", 2))


def test_cut_uses_rated_observations_alone():
    rated = [seen("g", "a", rating=4)] * 7 + [seen("g", rating=3)] * 7 + [seen(rating=1)] * 6
    loose = [seen("g", "a")] * 30

    found = analyse_checklist(rated + loose)

    assert (found.cut.mark, found.cut.failures, found.n) == (36, 6, 50)


def test_too_few_ratings_give_a_reason():
    found = analyse_checklist([seen("g", rating=3)] * 19)

    assert found.cut.reason == "19 observations are too few, 20 are needed: use the fixed rule."


def test_observers_are_compared_from_five_observations_on():
    often = [seen("g")] * 4 + [seen("g", "a")]
    found = analyse_checklist([*often, *[seen("g", by="tendai")] * 4])

    assert [(each.name, each.n, each.mean, each.percent) for each in found.assessors] == [
        ("bahati", 5, Fraction(80), 80)
    ]
    assert found.not_compared == 1


def test_observers_mean_is_shown_rounded_down():
    steps = [{"uid": str(place), "text": "s", "critical": False} for place in range(3)]

    (mean,) = analyse_checklist([seen("0", "1", of=edition(steps=steps))] * 5).assessors

    assert (mean.mean, mean.percent) == (Fraction(200, 3), 66)


def test_nothing_seen_says_so():
    found = analyse_checklist([])

    assert (found.n, found.steps, found.assessors, found.not_compared) == (0, (), (), 0)
    assert found.competent_words == "0 of 0"


@pytest.mark.django_db
def test_checklists_are_listed_with_their_number(course, django_assert_num_queries):
    other = make.make_checklist(course.module, code="m2")
    make.sign(other)
    for _ in range(2):
        make.observe(course.enrolment, course.checklist, course.bahati)
    Observation.objects.begin(
        enrolment=course.enrolment, checklist=other, by=course.bahati, at=make.NOW
    )

    with django_assert_num_queries(1):
        found = count_checklists(Observation.objects.final())

    assert [(each.code, each.number) for each in found] == [("m1", 2)]
    assert Checklist.objects.count() == 2
