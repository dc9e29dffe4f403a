import pytest

from assessments.importers.moodle_xml import read_moodle_xml
from tests.assessments.importers.banks import answer, only, question, quiz, refused, said


def read(kind, inside):
    return read_moodle_xml(quiz(question(kind, inside)))


def reason(kind, inside):
    ((line, why),) = refused(read(kind, inside))
    assert line == 2
    return why


def test_multichoice_with_one_right_option():
    bank = read(
        "multichoice",
        "<single>true</single><shuffleanswers>false</shuffleanswers><defaultgrade>2</defaultgrade>"
        + answer("&lt;p&gt;a&lt;/p&gt;", "100", "yes")
        + answer("b"),
    )
    content = only(bank)

    assert bank.questions[0].notes == ()
    assert {key: content[key] for key in ("type", "scheme", "mark", "shuffle")} == {
        "type": "single",
        "scheme": "one_right",
        "mark": 2,
        "shuffle": False,
    }
    assert [(o["text"], o["correct"], o["feedback"]) for o in content["options"]] == [
        ("a", True, "yes"),
        ("b", False, ""),
    ]


def test_multichoice_is_single_and_shuffled_unless_it_says_otherwise():
    content = only(read("multichoice", answer("a", "100") + answer("b")))

    assert (content["type"], content["shuffle"]) == ("single", True)


def test_multichoice_keeps_other_weights():
    content = only(
        read("multichoice", answer("a", "100") + answer("b", "33.33333") + answer("c", "-50"))
    )

    assert content["scheme"] == "weights"
    assert said(content["options"]) == [("a", "1"), ("b", "1/3"), ("c", "-1/2")]


@pytest.mark.parametrize("single", ["false", "0"])
def test_multichoice_with_several_right_options(single):
    bank = read(
        "multichoice",
        f"<single>{single}</single>"
        + "".join(answer(text, "33.33333") for text in "abc")
        + answer("d", "-100"),
    )
    content = only(bank)

    assert (content["type"], content["scheme"], content["mark"]) == (
        "multiple",
        "sum_of_weights",
        1,
    )
    assert said(content["options"]) == [("a", "1/3"), ("b", "1/3"), ("c", "1/3"), ("d", "-1")]
    assert bank.questions[0].notes == (
        "Marked by the sum of the chosen weights; ticking every option earns 0 of the mark.",
    )


def test_multichoice_refuses_weights_that_are_no_numbers():
    assert reason("multichoice", answer("a", "x") + answer("b")) == (
        "“x” is not a number; write it like 2.5."
    )


def test_option_without_a_weight_earns_nothing():
    content = only(read("multichoice", answer("a", "100") + "<answer><text>b</text></answer>"))

    assert said(content["options"]) == [("a", True), ("b", False)]


@pytest.mark.parametrize("right", ["true", "false"])
def test_truefalse(right):
    bank = read(
        "truefalse",
        "<defaultgrade>2</defaultgrade>"
        + answer("True", "100" if right == "true" else "0", "yes")
        + answer("false", "0" if right == "true" else "100", "no"),
    )
    content = only(bank)

    assert (content["type"], content["mark"]) == ("true_false", 2)
    assert [(o["text"], o["correct"], o["feedback"]) for o in content["options"]] == [
        ("True", right == "true", "yes"),
        ("False", right == "false", "no"),
    ]


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (answer("true", "100"), "It needs the two answers true and false."),
        (answer("true", "100") + answer("no"), "It needs the two answers true and false."),
        (
            answer("true", "100") + answer("false", "100"),
            "One of true and false needs the weight 100, the other 0.",
        ),
        (
            answer("true", "50") + answer("false", "0"),
            "One of true and false needs the weight 100, the other 0.",
        ),
    ],
)
def test_truefalse_refuses_other_answers(inside, why):
    assert reason("truefalse", inside) == why


def pair(left, right):
    said = f"<text>{left}</text><answer><text>{right}</text></answer>"
    return f'<subquestion format="html">{said}</subquestion>'


@pytest.mark.parametrize("kind", ["matching", "match"])
def test_matching_with_an_extra_choice(kind):
    content = only(
        read(
            kind,
            "<shuffleanswers>0</shuffleanswers><defaultgrade>3</defaultgrade>"
            + pair("&lt;p&gt;a&lt;/p&gt;", "x  &lt; y")
            + pair("b", "z")
            + pair("", "w"),
        )
    )

    assert {key: content[key] for key in ("type", "scheme", "mark", "shuffle")} == {
        "type": "matching",
        "scheme": "per_pair",
        "mark": 3,
        "shuffle": False,
    }
    assert [(each["text"], each["choice"]) for each in content["pairs"]] == [
        ("a", "x < y"),
        ("b", "z"),
        ("", "w"),
    ]


def test_matching_is_shuffled_unless_it_says_otherwise():
    assert only(read("matching", pair("a", "x") + pair("b", "y")))["shuffle"] is True


ITEMS = answer("one", "1") + answer("two", "2") + answer("three", "3")


@pytest.mark.parametrize(
    ("grading", "scheme"),
    [
        ("", "absolute"),
        ("ABSOLUTE_POSITION", "absolute"),
        ("absolute_position", "absolute"),
        ("0", "absolute"),
        ("ALL_OR_NOTHING", "all_or_nothing"),
        ("-1", "all_or_nothing"),
        ("LONGEST_ORDERED_SUBSET", "longest_increasing"),
        ("5", "longest_increasing"),
    ],
)
def test_ordering_by_its_way_of_marking(grading, scheme):
    content = only(
        read(
            "ordering",
            f"<gradingtype>{grading}</gradingtype><defaultgrade>2</defaultgrade>" + ITEMS,
        )
    )

    assert (content["type"], content["scheme"], content["mark"]) == ("ordering", scheme, 2)
    assert [item["text"] for item in content["items"]] == ["one", "two", "three"]


@pytest.mark.parametrize("grading", ["RELATIVE_NEXT_EXCLUDE_LAST", "6", "RELATIVE_TO_CORRECT"])
def test_ordering_refuses_other_ways_of_marking(grading):
    assert reason("ordering", f"<gradingtype>{grading}</gradingtype>" + ITEMS) == (
        f"Its order is marked by {grading}; only ABSOLUTE_POSITION, ALL_OR_NOTHING and"
        " LONGEST_ORDERED_SUBSET can be marked here."
    )


@pytest.mark.parametrize(
    ("type", "count"), [("ALL", "2"), ("0", "2"), ("RANDOM", "0"), ("RANDOM", "3")]
)
def test_ordering_that_shows_all_items(type, count):
    inside = f"<selecttype>{type}</selecttype><selectcount>{count}</selectcount>"

    assert len(only(read("ordering", inside + ITEMS))["items"]) == 3


@pytest.mark.parametrize("type", ["RANDOM", "CONTIGUOUS", "1"])
def test_ordering_refuses_to_show_some_items_only(type):
    inside = f"<selecttype>{type}</selecttype><selectcount>2</selectcount>"

    assert reason("ordering", inside + ITEMS) == (
        "It shows only some of its items; here all items are shown."
    )


def test_ordering_notes_feedback_that_is_left_out():
    bank = read(
        "ordering",
        "<layouttype>VERTICAL</layouttype><showgrading>SHOW</showgrading>"
        "<numberingstyle>none</numberingstyle>" + answer("one", "1", "first") + answer("two", "2"),
    )

    assert bank.questions[0].notes == ("Feedback on single items was left out.",)
