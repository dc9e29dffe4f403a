from fractions import Fraction

import pytest

from assessments.importers.gift.answers import Answer, Reader, split
from assessments.importers.gift.blocks import hidden
from assessments.importers.values import QuestionRefused
from tests.assessments.importers.banks import maker, said


def read(answers, format="moodle"):
    made = maker()
    return Reader(made, format).read(hidden(answers)), made.notes


def reason(answers):
    with pytest.raises(QuestionRefused) as refusal:
        read(answers)
    return refusal.value.reason


def test_split_reads_signs_weights_and_feedback():
    assert split("=a#yes ~%33.33333% b\n~%-50%c # no") == [
        Answer("=", None, "a", "yes"),
        Answer("~", Fraction(1, 3), "b", ""),
        Answer("~", Fraction(-1, 2), "c", "no"),
    ]


def test_answer_without_a_weight_is_all_or_nothing():
    assert [answer.share for answer in split("=a ~b ~%25%c")] == [1, 0, Fraction(1, 4)]


def test_single_choice_with_feedback_on_wrapped_lines():
    form, notes = read("=yellow # right;\n   good!\n ~red\n ~ dark\n   blue#no")

    assert (form["type"], form["scheme"], notes) == ("single", "one_right", [])
    assert [(o["text"], o["correct"], o["feedback"]) for o in form["options"]] == [
        ("yellow", True, "right; good!"),
        ("red", False, ""),
        ("dark blue", False, "no"),
    ]


def test_single_choice_with_weights():
    form, _ = read("~%50%half =all ~none")

    assert (form["type"], form["scheme"]) == ("single", "weights")
    assert said(form["options"]) == [("half", "1/2"), ("all", "1"), ("none", "0")]


def test_several_choices_by_weights():
    form, notes = read("~%50%a ~%50%b ~%-100%c")

    assert (form["type"], form["scheme"]) == ("multiple", "sum_of_weights")
    assert said(form["options"]) == [("a", "1/2"), ("b", "1/2"), ("c", "-1")]
    assert notes == [
        "Marked by the sum of the chosen weights; ticking every option earns 0 of the mark."
    ]


@pytest.mark.parametrize(
    ("answers", "right", "if_true", "if_false"),
    [
        ("T", True, "", ""),
        ("TRUE", True, "", ""),
        ("f", False, "", ""),
        ("False", False, "", ""),
        ("T#wrong#right", True, "right", "wrong"),
        ("F # wrong # right", False, "wrong", "right"),
        ("F#wrong", False, "wrong", ""),
    ],
)
def test_true_false_with_feedback_for_wrong_first(answers, right, if_true, if_false):
    form, _ = read(answers)

    assert form["type"] == "true_false"
    assert [(o["correct"], o["feedback"]) for o in form["options"]] == [
        (right, if_true),
        (not right, if_false),
    ]


def test_short_answer_is_taken_to_the_letter():
    form, _ = read("=<b>two</b>  words #yes =%50%2 =\\=")

    assert {key: form[key] for key in form if key != "accepted"} == {
        "type": "short",
        "scheme": "rules",
        "match_accents": True,
        "match_punctuation": True,
    }
    assert [(a["text"], a["weight"], a["feedback"]) for a in form["accepted"]] == [
        ("<b>two</b> words", "1", "yes"),
        ("2", "1/2", ""),
        ("=", "1", ""),
    ]


def test_matching_with_an_extra_choice():
    form, notes = read("=cat -> food =<i>dog</i> -> bone = -> hay")

    assert (form["type"], form["scheme"]) == ("matching", "per_pair")
    assert [(pair["text"], pair["choice"]) for pair in form["pairs"]] == [
        ("cat", "food"),
        ("dog", "bone"),
        ("", "hay"),
    ]
    assert notes == ["Bold, italics and other formatting was left out."]


def test_matching_notes_feedback_that_is_left_out():
    _, notes = read("=cat -> food#yes =dog -> bone")

    assert notes == ["Feedback on single pairs was left out."]


@pytest.mark.parametrize("answers", ["=a -> b ~c -> d", "=a -> b =c", "=%50%a -> b =c -> d"])
def test_matching_refuses_other_answers(answers):
    assert reason(answers) == "In a matching question each answer is “= left -> right”."


@pytest.mark.parametrize(
    ("answers", "answer", "tolerance"),
    [
        ("#20", "20", "0"),
        ("#20:5", "20", "5"),
        ("# 2.50 : 0.10 ", "2.5", "0.1"),
        ("#=20:5", "20", "5"),
    ],
)
def test_number_with_tolerance(answers, answer, tolerance):
    form, notes = read(answers)

    assert form == {
        "type": "numeric",
        "scheme": "nominal",
        "answer": answer,
        "tolerance": tolerance,
        "decimals": "moodle",
    }
    assert notes == []


def test_numbers_with_ranges_weights_and_feedback():
    form, notes = read("#=1822:0#yes =%50%1820..1824#near ~1800 ~#no")

    assert [(a["text"], a["tolerance"], a["weight"], a["feedback"]) for a in form["accepted"]] == [
        ("1822", "0", "1", "yes"),
        ("1820..1824", "0", "1/2", "near"),
        ("1800", "0", "0", ""),
    ]
    assert notes == ["Feedback on any other number was left out."]


def test_number_with_feedback_alone():
    form, _ = read("#1..5#yes")

    assert [(a["text"], a["feedback"]) for a in form["accepted"]] == [("1..5", "yes")]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ("#twenty", "“twenty” is not a number; write it like 2.5."),
        ("#20:x", "“x” is not a number; write it like 2.5."),
        ("#1..x", "“x” is not a number; write it like 2.5."),
        ("#5..1", "The range 5..1 ends before it begins."),
        ("#5:-1", "The tolerance is below zero."),
        ("#", "It has no accepted answer."),
        ("a ~b", "The answers must begin with = or ~, or be T, F or a number after #."),
        ("words", "The answers must begin with = or ~, or be T, F or a number after #."),
        ("=%x%a", "“x” is not a number; write it like 2.5."),
        ("=a" * 61, "It has more than 60 answers; write \\= and \\~ in a text."),
        ("=a" * 31 + "~b" * 30, "It has more than 60 answers; write \\= and \\~ in a text."),
        ("~a ~b", "The weights above 0 add up to 0 of the mark, not to all of it; a third is"
         " written 33.33333."),
    ],
)  # fmt: skip
def test_answers_that_cannot_be_marked(answers, why):
    assert reason(answers) == why


def test_sixty_answers_are_taken():
    form, _ = read("".join(f"={place} " for place in range(60)))

    assert len(form["accepted"]) == 60


def test_essay_is_marked_by_a_person():
    form, notes = read("")

    assert (form["type"], form["scheme"]) == ("short", "by_hand")
    assert [(row["text"], row["points"]) for row in form["rubric"]] == [("The answer is sound.", 1)]
    assert notes == ["An essay: a person marks it, with one point for a sound answer."]


def test_texts_follow_the_format_of_the_question_or_their_own():
    html, _ = read("=<p>a</p> ~[plain]<p>b</p>", "html")
    plain, _ = read("=<p>a</p> ~[html]<p>b</p>", "plain")

    assert [option["text"] for option in html["options"]] == ["a", "<p>b</p>"]
    assert [option["text"] for option in plain["options"]] == ["<p>a</p>", "b"]
