from fractions import Fraction

import pytest

from assessments.importers.parts import Accepted, Choice, check_number
from assessments.importers.values import QuestionRefused, derived_uid
from tests.assessments.importers.banks import maker, said

HALF = Fraction(1, 2)


def choices(*weights):
    return [Choice(f"o{place}", Fraction(weight)) for place, weight in enumerate(weights)]


def reason(call, *args, **more):
    with pytest.raises(QuestionRefused) as refusal:
        call(*args, **more)
    return refusal.value.reason


def test_uid_is_the_same_for_ever():
    assert derived_uid("gift", "q1", "option", "Soap", "") == "a53aaa2a-97f0-551c-93b2-55b01d7d2208"
    assert maker().uid("option", "Soap") == derived_uid("gift", "q1", "option", "Soap", "")


def test_uid_differs_by_format_question_kind_and_text():
    uids = {
        maker().uid("option", "a"),
        maker("aiken").uid("option", "a"),
        maker(external_id="q2").uid("option", "a"),
        maker().uid("item", "a"),
        maker().uid("option", "b"),
    }

    assert len(uids) == 5


def test_uid_of_a_second_part_with_the_same_text_is_another_and_stays():
    first, second = maker(), maker()

    assert [first.uid("item", "a"), first.uid("item", "a"), first.uid("item", "a")] == [
        derived_uid("gift", "q1", "item", "a", ""),
        derived_uid("gift", "q1", "item", "a", "2"),
        derived_uid("gift", "q1", "item", "a", "3"),
    ]
    assert second.uid("item", "a") == derived_uid("gift", "q1", "item", "a", "")


def test_note_is_kept_once():
    made = maker()
    for sentence in ("One.", "Two.", "One."):
        made.note(sentence)

    assert made.notes == ["One.", "Two."]


@pytest.mark.parametrize(
    ("external_id", "code"),
    [("m2-04_A", "m2-04_A"), ("x" * 20, "x" * 20), ("x" * 21, ""), ("two words", ""), ("é", "")],
)
def test_question_takes_its_id_as_code_where_it_fits(external_id, code):
    question = maker(external_id=external_id).question("Why?", {"type": "single"})

    assert question == {
        "uid": derived_uid("gift", external_id, "question", "", ""),
        "code": code,
        "stem": "Why?",
        "type": "single",
    }


def test_single_with_one_right_option():
    form = maker().single([Choice("a", Fraction(1), "yes"), Choice("b", Fraction(0))])

    assert form == {
        "type": "single",
        "scheme": "one_right",
        "options": [
            {
                "uid": derived_uid("gift", "q1", "option", "a", ""),
                "text": "a",
                "correct": True,
                "feedback": "yes",
            },
            {
                "uid": derived_uid("gift", "q1", "option", "b", ""),
                "text": "b",
                "correct": False,
                "feedback": "",
            },
        ],
    }


@pytest.mark.parametrize("weights", [(1, HALF), (1, 1), (1, 0, -1)])
def test_single_with_other_weights_keeps_them(weights):
    form = maker().single(choices(*weights))

    assert form["scheme"] == "weights"
    assert [option["weight"] for option in form["options"]] == [str(weight) for weight in weights]
    assert [option["correct"] for option in form["options"]] == [w == 1 for w in weights]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (choices(1), "It has fewer than two options."),
        ([Choice("a", Fraction(1)), Choice("", Fraction(0))], "An option is empty."),
        (choices(HALF, 0), "No answer earns the full mark: one needs the weight 100."),
        (choices(2, 0), "No answer earns the full mark: one needs the weight 100."),
        (choices(1, Fraction(-101, 100)), "A weight is below -100."),
    ],
)
def test_single_refuses_what_cannot_be_marked(found, why):
    assert reason(maker().single, found) == why
    assert reason(maker().gap_options, found, gap="1") == why


def test_multiple_keeps_weights_and_says_what_ticking_all_earns():
    made = maker()
    form = made.multiple(choices(Fraction(2, 3), Fraction(1, 3), Fraction(-1, 4)))

    assert (form["type"], form["scheme"]) == ("multiple", "sum_of_weights")
    assert said(form["options"]) == [("o0", "2/3"), ("o1", "1/3"), ("o2", "-1/4")]
    assert [option["correct"] for option in form["options"]] == [True, True, False]
    assert made.notes == [
        "Marked by the sum of the chosen weights; ticking every option earns 3/4 of the mark."
    ]


def test_multiple_never_earns_less_than_nothing():
    made = maker()
    made.multiple(choices(1, -1, -1))

    assert made.notes == [
        "Marked by the sum of the chosen weights; ticking every option earns 0 of the mark."
    ]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (choices(1), "It has fewer than two options."),
        (
            choices(Fraction(33, 100), Fraction(33, 100), Fraction(33, 100)),
            "The weights above 0 add up to 99/100 of the mark, not to all of it; a third is written"
            " 33.33333.",
        ),
        (
            choices(1, HALF),
            "The weights above 0 add up to 3/2 of the mark, not to all of it; a third is written"
            " 33.33333.",
        ),
    ],
)
def test_multiple_refuses_what_cannot_be_marked(found, why):
    assert reason(maker().multiple, found) == why


@pytest.mark.parametrize("answer", [True, False])
def test_true_false_has_its_two_options(answer):
    form = maker().true_false(answer, if_true="yes", if_false="no")

    assert (form["type"], form["scheme"]) == ("true_false", "one_right")
    assert [(o["text"], o["correct"], o["feedback"]) for o in form["options"]] == [
        ("True", answer, "yes"),
        ("False", not answer, "no"),
    ]


def test_accepted_answers_keep_their_order_and_weights():
    found = maker().accepted([Accepted("a"), Accepted("b", HALF, "half", "2")], gap="1")

    assert found == [
        {
            "uid": derived_uid("gift", "q1", "accepted 1", "a", ""),
            "text": "a",
            "tolerance": "0",
            "weight": "1",
            "feedback": "",
            "gap": "1",
        },
        {
            "uid": derived_uid("gift", "q1", "accepted 1", "b", ""),
            "text": "b",
            "tolerance": "2",
            "weight": "1/2",
            "feedback": "half",
            "gap": "1",
        },
    ]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([], "It has no accepted answer."),
        ([Accepted("")], "An accepted answer is empty."),
        ([Accepted("a", HALF)], "No answer earns the full mark: one needs the weight 100."),
        ([Accepted("a"), Accepted("b", Fraction(-2))], "A weight is below -100."),
    ],
)
def test_accepted_refuses_what_cannot_be_marked(answers, why):
    assert reason(maker().accepted, answers) == why


def test_numeric_with_one_number_keeps_it_as_the_answer():
    assert maker().numeric([Accepted("20", tolerance="5")]) == {
        "type": "numeric",
        "scheme": "nominal",
        "answer": "20",
        "tolerance": "5",
    }


@pytest.mark.parametrize(
    "answers",
    [
        [Accepted("18..22")],
        [Accepted("20", feedback="yes")],
        [Accepted("20"), Accepted("30", HALF)],
    ],
)
def test_numeric_with_more_keeps_a_list(answers):
    form = maker().numeric(answers)

    assert form == {
        "type": "numeric",
        "scheme": "nominal",
        "accepted": maker().accepted(answers),
    }


def test_pairs_share_a_choice_of_the_same_text():
    found = maker().pairs([("a", "x"), ("b", "x"), ("", "y")])

    assert [(pair["text"], pair["choice"]) for pair in found] == [("a", "x"), ("b", "x"), ("", "y")]
    assert [pair["uid"] for pair in found] == [
        derived_uid("gift", "q1", "pair", "a", ""),
        derived_uid("gift", "q1", "pair", "b", ""),
        "",
    ]
    assert [pair["choice_uid"] for pair in found] == [
        derived_uid("gift", "q1", "choice", "x"),
        derived_uid("gift", "q1", "choice", "x"),
        derived_uid("gift", "q1", "choice", "y"),
    ]


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ([("a", "x"), ("", "y")], "It has fewer than two pairs."),
        ([("a", "x"), ("a", "y")], "Two pairs have the same left side."),
        ([("a", "x"), ("b", "")], "A pair has no right side."),
    ],
)
def test_pairs_refuse_what_cannot_be_marked(pairs, why):
    assert reason(maker().pairs, pairs) == why


def test_items_of_the_same_text_are_two():
    found = maker().items(["a", "b", "a"])

    assert [item["text"] for item in found] == ["a", "b", "a"]
    assert len({item["uid"] for item in found}) == 3


@pytest.mark.parametrize(
    ("texts", "why"),
    [(["a"], "It has fewer than two items to order."), (["a", ""], "An item is empty.")],
)
def test_items_refuse_what_cannot_be_ordered(texts, why):
    assert reason(maker().items, texts) == why


def test_rubric_rows_have_points():
    assert maker().rubric([("names soap", 2)]) == [
        {
            "uid": derived_uid("gift", "q1", "rubric", "names soap", ""),
            "text": "names soap",
            "points": 2,
        }
    ]


def test_check_number_takes_a_range_of_one_number():
    check_number("3..3", "0")
    check_number("-1", "0")


@pytest.mark.parametrize(
    ("text", "tolerance", "why"),
    [
        ("10..9", "0", "The range 10..9 ends before it begins."),
        ("10", "-0.1", "The tolerance is below zero."),
    ],
)
def test_check_number_refuses_what_no_number_can_meet(text, tolerance, why):
    assert reason(check_number, text, tolerance) == why
