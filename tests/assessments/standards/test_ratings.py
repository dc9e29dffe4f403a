"""A cut score by borderline regression."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.standards.ratings import Cut, TooLittle, borderline_regression

SCORES = [40] * 5 + [55] * 5 + [70] * 5 + [85] * 5
RATINGS = [1] * 5 + [2] * 5 + [3] * 5 + [4] * 5

#: The line explains exactly half: as much scatter at rating 2 as the line has in all.
HALF = [50] * 10 + [70] * 10
HALF_RATED = [1] * 5 + [2] * 10 + [3] * 5


def test_worked_example_of_the_module_docstring():
    found = borderline_regression(SCORES, RATINGS)

    assert found == Cut(
        percent=Fraction(55),
        slope=Fraction(15),
        r_squared=1.0,
        failures=5,
        assessor_share=None,
    )
    assert found.mark == 55


def test_borderline_may_be_another_rating():
    assert borderline_regression(SCORES, RATINGS, 3).percent == 70
    assert borderline_regression(SCORES, RATINGS, borderline=0).percent == 25


def test_cut_is_exact_and_its_mark_rounded_up():
    scores = [score + Fraction(1, 3) for score in SCORES]

    found = borderline_regression(scores, RATINGS)

    assert (found.percent, found.mark, found.failures) == (Fraction(166, 3), 56, 10)


def test_cut_beyond_the_scale_is_a_mark_all_the_same():
    low = borderline_regression(SCORES, RATINGS, borderline=-9)
    high = borderline_regression(SCORES, RATINGS, borderline=9)

    assert (low.percent, low.mark, low.failures) == (-110, 1, 0)
    assert (high.percent, high.mark, high.failures) == (160, 100, 20)


def test_line_that_explains_exactly_half_is_enough():
    found = borderline_regression(HALF, HALF_RATED)

    assert found == Cut(Fraction(60), Fraction(10), 0.5, 10, None)


def test_line_that_explains_a_little_less_is_not():
    scores = [*HALF[:14], Decimal("70.01"), *HALF[15:]]

    assert borderline_regression(scores, HALF_RATED) == TooLittle(
        "Ratings explain 49 % of the scores, 50 % are needed: use the fixed rule."
    )


def test_scores_all_alike_explain_nothing():
    assert borderline_regression([80] * 20, RATINGS) == TooLittle(
        "Ratings explain 0 % of the scores, 50 % are needed: use the fixed rule."
    )


@pytest.mark.parametrize("n", [0, 1, 19])
def test_fewer_than_twenty_observations_are_too_few(n):
    assert borderline_regression(SCORES[:n], RATINGS[:n]) == TooLittle(
        f"{n} observations are too few, 20 are needed: use the fixed rule."
    )


@pytest.mark.parametrize(
    ("ratings", "used"), [([2] * 20, 1), ([1] * 10 + [4] * 10, 2)], ids=["one", "two"]
)
def test_fewer_than_three_ratings_are_too_few(ratings, used):
    assert borderline_regression(SCORES, ratings) == TooLittle(
        f"Only {used} of the ratings were used, 3 are needed: use the fixed rule."
    )


def test_three_ratings_are_enough():
    scores = [40] * 5 + [55] * 10 + [70] * 5

    assert borderline_regression(scores, HALF_RATED).percent == 55


def test_better_ratings_for_lower_scores_give_no_cut():
    assert borderline_regression(SCORES[::-1], RATINGS) == TooLittle(
        "Better ratings went with lower scores: use the fixed rule and ask the observers."
    )


@pytest.mark.parametrize(
    ("assessors", "share"),
    [
        (["A"] * 10 + ["B"] * 10, 71 / 81),
        (["A"] * 5 + ["B"] * 15, 52 / 67),
        (["A"] * 5 + ["B"] * 10 + ["C"] * 5, 302 / 327),
        (["A"] * 5 + ["B"] * 5 + ["C"] * 5 + ["D"] * 5, 1.0),
        (["A", "B"] * 10, 0.0),  # less apart than chance would have it
        (["A"] * 20, None),
        (list(range(20)), None),  # nobody observed twice
    ],
)
def test_share_of_the_variance_that_lies_between_assessors(assessors, share):
    found = borderline_regression(SCORES, RATINGS, assessors=assessors)

    assert found.assessor_share == (share and pytest.approx(share))


@pytest.mark.parametrize(
    ("scores", "ratings", "assessors"),
    [
        (SCORES[1:], RATINGS, None),
        (SCORES, RATINGS[1:], None),
        (SCORES, RATINGS, ["A"] * 19),
        (SCORES[1:], RATINGS[1:], ["A"] * 20),
    ],
)
def test_each_observation_has_all_its_parts(scores, ratings, assessors):
    with pytest.raises(
        ValueError, match=r"^Each observation has one score, one rating and one assessor$"
    ):
        borderline_regression(scores, ratings, assessors=assessors)


def test_scores_are_exact():
    with pytest.raises(TypeError):
        borderline_regression([0.5] * 20, RATINGS)


observations = st.lists(
    st.tuples(st.integers(1, 5), st.integers(-12, 12), st.sampled_from("ABC")),
    min_size=20,
    max_size=30,
)


def regress(drawn, **others):
    ratings = [rating for rating, _, _ in drawn]
    scores = [50 + 10 * rating + scatter for rating, scatter, _ in drawn]
    return borderline_regression(scores, ratings, **others), scores, ratings


@given(observations)
def test_line_agrees_with_the_standard_library(drawn):
    found, scores, ratings = regress(drawn)
    if isinstance(found, TooLittle):
        return
    slope, intercept = statistics.linear_regression(ratings, scores)

    assert float(found.slope) == pytest.approx(slope)
    assert float(found.percent) == pytest.approx(intercept + 2 * slope)
    assert found.r_squared == pytest.approx(statistics.correlation(ratings, scores) ** 2)
    assert found.failures == sum(score < found.mark for score in scores)


@given(observations, st.randoms(use_true_random=False))
def test_order_of_observations_does_not_matter(drawn, random):
    shuffled = random.sample(drawn, len(drawn))

    found, _, _ = regress(shuffled, assessors=[who for _, _, who in shuffled])

    assert found == regress(drawn, assessors=[who for _, _, who in drawn])[0]


@given(observations, st.integers(-20, 20))
def test_scores_moved_move_the_cut_alone(drawn, by):
    before, scores, ratings = regress(drawn)

    after = borderline_regression([score + by for score in scores], ratings)

    if isinstance(before, TooLittle):
        assert after == before
        return
    assert (after.percent, after.slope, after.r_squared) == (
        before.percent + by,
        before.slope,
        before.r_squared,
    )


@given(observations)
def test_share_between_assessors_is_a_share(drawn):
    found, _, _ = regress(drawn, assessors=[who for _, _, who in drawn])

    if isinstance(found, Cut) and found.assessor_share is not None:
        assert 0 <= found.assessor_share <= 1
