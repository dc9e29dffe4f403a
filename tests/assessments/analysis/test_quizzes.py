"""What attempts say of questions: on plain values, at the bounds of the house rule."""

import pytest

from assessments.analysis import analyse_quiz
from tests.assessments.analysis.sat import RIGHT, WRONG, answer, edition, sat, sitting


def only(found):
    (question,) = found.questions
    return question


def test_nothing_is_found_in_nothing():
    found = analyse_quiz([])

    assert (found.n, found.questions, found.sites, found.total) == (0, (), (), "")
    assert found.pass_words == "0 of 0 passed at the first try"


def test_below_ten_only_counts_are_told():
    found = analyse_quiz(sat(*[RIGHT] * 6, *[WRONG] * 3))
    question = only(found)

    assert (found.is_small, found.total) == (True, "")
    assert (question.facility, question.how_hard, question.is_flagged) == (None, "", False)
    assert [each.sentence for each in question.findings] == [
        "Of 9 attempts 6 earned the full mark and 3 nothing: too few to conclude anything."
    ]
    assert [(each.text, each.count, each.share) for each in question.options] == [
        ("yes", 6, None),
        ("no", 3, None),
    ]


def test_from_ten_on_shares_are_told_with_their_interval():
    found = analyse_quiz(sat(*[RIGHT] * 7, *[WRONG] * 3))
    question = only(found)

    assert (found.is_small, found.pass_words) == (
        False,
        "10 of 10, about 10 in 10 passed at the first try",
    )
    assert found.total == (
        "On average 0.7 marks; half had 1.0 or more. Most lie within 0.5 of the average."
    )
    assert (question.facility, question.how_hard) == (0.7, "Easy")
    assert [each.sentence for each in question.findings] == [
        "Of 10 attempts 7 earned the full mark and 3 nothing.",
        "On average 70 % of the mark was earned; with 10 attempts the truth may lie anywhere"
        " from 40 to 89 %.",
    ]
    assert [(each.share, each.is_right) for each in question.options] == [(0.7, True), (0.3, False)]


def test_hard_question_is_flagged():
    found = analyse_quiz(sat(RIGHT, *[WRONG] * 9))

    assert found.flagged == [only(found)]
    assert only(found).findings[-1].sentence == "Hardly anybody earned the mark: look at the key."


def test_option_that_hardly_anybody_chooses_is_pointed_out_from_thirty_on():
    idle = {"uid": "c", "text": "perhaps", "correct": False}
    to = edition(options=[*edition().content["options"], idle])

    few = only(analyse_quiz(sat(*[RIGHT] * 19, *[WRONG] * 10, to=to)))
    many = only(analyse_quiz(sat(*[RIGHT] * 20, *[WRONG] * 10, to=to)))

    advice = "Hardly anybody chooses this option: make it more tempting or leave it out."
    assert [each.advice for each in few.options] == ["", "", ""]
    assert [each.advice for each in many.options] == ["", "", advice]


def test_editions_of_a_question_are_one_question_in_its_newest_words():
    old = edition(number=1, mark=1)
    new = edition(
        number=2,
        mark=2,
        stem="Newer words?",
        options=[
            {"uid": "a", "text": "Yes!", "correct": True},
            {"uid": "c", "text": "Maybe", "correct": False},
        ],
    )
    sittings = sat(*[RIGHT] * 5, *[WRONG] * 5, to=old)
    sittings += sat(("right", 2, {"chosen": ["a"]}), ("wrong", 0, {"chosen": ["c"]}), to=new)

    question = only(analyse_quiz(sittings))

    assert (question.edition, question.editions) == (new, (1, 2))
    assert (question.item.n, question.item.full, question.facility) == (12, 6, 0.5)
    assert [(each.text, each.count) for each in question.options] == [
        ("Yes!", 6),
        ("Maybe", 1),
        ("no", 5),
    ]


def test_questions_stand_in_order_of_their_codes_and_not_everybody_was_asked_all():
    first, second = edition("q1"), edition("q2")
    sittings = [
        sitting(1, {2: answer(second, *RIGHT), 1: answer(first, *RIGHT)}),
        sitting(2, {2: answer(second, *WRONG)}, passed=False),
    ]

    found = analyse_quiz(sittings)

    assert [(each.edition.content["code"], each.item.n) for each in found.questions] == [
        ("q1", 1),
        ("q2", 2),
    ]
    assert found.pass_words == "1 of 2 passed at the first try"


def test_typed_answers_have_no_options():
    to = edition(type="short", options=[])

    assert only(analyse_quiz(sat(("right", 1, {"text": "privacy"}), to=to))).options == ()


def test_one_language_is_not_compared():
    question = only(analyse_quiz(sat(RIGHT, WRONG)))

    assert (question.languages, question.differences) == ((), ())


def test_languages_are_counted_and_compared_where_there_are_enough():
    sittings = sat(*[RIGHT] * 9, *[WRONG] * 1) + sat(*[RIGHT] * 3, *[WRONG] * 7, language="pt")
    sittings += sat(*[RIGHT] * 2, language="sw")

    question = only(analyse_quiz(sittings))

    assert [(each.language, each.n, each.full, each.facility) for each in question.languages] == [
        ("en", 10, 9, 0.9),
        ("pt", 10, 3, 0.3),
        ("sw", 2, 2, None),
    ]
    assert [each.sentence for each in question.differences] == [
        "en 90 % of the mark, pt 30 %: too few attempts to compare."
    ]
    assert question.is_flagged is False


def test_translation_that_may_be_at_fault_is_flagged():
    sittings = sat(*[RIGHT] * 28, *[WRONG] * 2) + sat(*[RIGHT] * 12, *[WRONG] * 18, language="pt")

    question = only(analyse_quiz(sittings))

    assert [each.is_flagged for each in question.findings] == [False, False]
    assert question.is_flagged is True


def shared(place: int, chosen: str = "b", questions: int = 5, state: str = "wrong", **values):
    """An attempt whose questions all have the same wrong answer."""
    said = (state, 0, {"chosen": [chosen]})
    answers = {each: answer(edition(f"q{each}"), *said) for each in range(1, questions + 1)}
    return sitting(place, answers, **values)


@pytest.mark.parametrize(("questions", "pairs"), [(4, []), (5, [("1", "2")])])
def test_same_wrong_answers_of_one_site_are_told_by_numbers_from_five_on(questions, pairs):
    found = analyse_quiz([shared(place, questions=questions) for place in (1, 2)])

    assert [(each.first, each.second) for site in found.sites for each in site.pairs] == pairs
    assert [site.more for site in found.sites] == [0] * len(pairs)


def test_right_answers_other_answers_and_other_sites_make_no_pair():
    right = [shared(place, "a", state="right") for place in (1, 2)]
    differ = [shared(3), shared(4, "c")]
    elsewhere = [shared(5, "d"), shared(6, "d", site="s2")]

    assert analyse_quiz(right + differ + elsewhere).sites == ()


def test_partly_right_answers_can_be_shared_too():
    found = analyse_quiz([shared(place, state="partial") for place in (1, 2)])

    assert [len(site.pairs) for site in found.sites] == [1]


def test_only_the_first_pairs_are_shown():
    (site,) = analyse_quiz([shared(place) for place in range(1, 8)]).sites

    assert (len(site.pairs), site.more) == (20, 1)


def test_a_site_that_is_too_large_is_not_compared():
    (site,) = analyse_quiz(sat(*[WRONG] * 501)).sites

    assert (site.site, site.pairs, site.is_too_large) == ("s1", (), True)
    assert analyse_quiz(sat(*[WRONG] * 500)).sites == ()
