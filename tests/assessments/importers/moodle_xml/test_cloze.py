from fractions import Fraction

import pytest

from assessments.importers.moodle_xml import read_moodle_xml
from assessments.importers.moodle_xml.cloze import KINDS, Alternative, Gap, take_out_gaps
from assessments.importers.values import QuestionRefused
from tests.assessments.importers.banks import only, question, quiz, refused


def read(text, inside="", **more):
    return read_moodle_xml(quiz(question("cloze", inside, text=text, **more)))


def reason(text):
    with pytest.raises(QuestionRefused) as refusal:
        take_out_gaps(text)
    return refusal.value.reason


def right(text, feedback=""):
    return Alternative(Fraction(1), text, feedback)


def wrong(text, feedback=""):
    return Alternative(Fraction(0), text, feedback)


@pytest.mark.parametrize(
    ("source", "text", "gaps"),
    [
        ("a {1:SA:=b} c", "a [[1]] c", [Gap(1, "SA", [right("b")])]),
        ("{:MW:=b}", "[[1]]", [Gap(1, "MW", [right("b")])]),
        (
            "{2:MC:=a#yes#no~b#c~%50%d~%-33.33333% e}{0:NM:=1:2}",
            "[[1]][[2]]",
            [
                Gap(
                    2,
                    "MC",
                    [
                        right("a", "yes#no"),
                        wrong("b", "c"),
                        Alternative(Fraction(1, 2), "d", ""),
                        Alternative(Fraction(-1, 3), " e", ""),
                    ],
                ),
                Gap(0, "NM", [right("1:2")]),
            ],
        ),
        (r"{1:SA:=a\}b\~c\#d\*e}", "[[1]]", [Gap(1, "SA", [right(r"a}b~c#d\*e")])]),
        ("{1:SA:=a&#39;b#c&#39;d}", "[[1]]", [Gap(1, "SA", [right("a&#39;b", "c&#39;d")])]),
        (r"{1:SA:=a#b\#c}", "[[1]]", [Gap(1, "SA", [right("a", "b#c")])]),
        ("{1:SA:\n ==a~ %x%b}", "[[1]]", [Gap(1, "SA", [right("=a"), wrong("%x%b")])]),
        ("{x} {12345:SA:=a} {1:SA:=b}", "{x} {12345:SA:=a} [[1]]", [Gap(1, "SA", [right("b")])]),
    ],
)
def test_take_out_gaps(source, text, gaps):
    assert take_out_gaps(source) == (text, gaps)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("no gaps", "Its text has no gaps."),
        ("{1:MULTIRESPONSE:=a~b}", "A gap of the type MULTIRESPONSE cannot be carried over."),
        ("{1:MR:=a~b}", "A gap of the type MR cannot be carried over."),
        ("{1:SA:=a", "A gap has no closing } or more than 60 answers."),
        ("{1:SA:=a~b", "A gap has no closing } or more than 60 answers."),
        ("{1:SA:" + "=a~" * 61 + "=b}", "A gap has no closing } or more than 60 answers."),
        ("{1:SA:=a}" * 61, "It has more than 60 gaps."),
        ("{0:SA:=a}", "None of its gaps has a weight."),
        ("{1:SA:%1,234%a}", "“1,234” is not a number; write it like 2.5."),
    ],
)
def test_take_out_gaps_refuses(source, why):
    assert reason(source) == why


def test_take_out_gaps_takes_sixty():
    assert len(take_out_gaps("{1:SA:=a}" * 60)[1]) == 60
    assert len(take_out_gaps("{1:SA:" + "~".join("a" * 60) + "}")[1][0].alternatives) == 60


def test_cloze_of_all_kinds():
    bank = read(
        "<p>Rub {2:NUMERICAL:=20:5#yes~%50%30~*#no} s with {1:SHORTANSWER:=soap~%50%ash#rather not}</p>"
        "and {1:MULTICHOICE:=water~%25%tea~oil#no}.",
        "<defaultgrade>4.0000000</defaultgrade>",
    )
    content = only(bank)

    assert content["stem"] == "Rub [[1]] s with [[2]]\nand [[3]]."
    assert {
        key: content[key]
        for key in content
        if key not in ("uid", "gaps", "options", "accepted", "stem", "code", "rationale")
    } == {
        "type": "cloze",
        "scheme": "weighted",
        "match_case": False,
        "match_accents": True,
        "match_punctuation": True,
        "shuffle": False,
        "decimals": "moodle",
        "mark": 4,
    }
    assert [(g["name"], g["kind"], g["weight"]) for g in content["gaps"]] == [
        ("1", "numeric", "2"),
        ("2", "short", "1"),
        ("3", "single", "1"),
    ]
    assert [
        (a["gap"], a["text"], a["tolerance"], a["weight"], a["feedback"])
        for a in content["accepted"]
    ] == [
        ("1", "20", "5", "1", "yes"),
        ("1", "30", "0", "1/2", ""),
        ("2", "soap", "0", "1", ""),
        ("2", "ash", "0", "1/2", "rather not"),
    ]
    assert [
        (o["gap"], o["text"], o["weight"], o["correct"], o["feedback"]) for o in content["options"]
    ] == [
        ("3", "water", "1", True, ""),
        ("3", "tea", "1/4", False, ""),
        ("3", "oil", "0", False, "no"),
    ]
    assert bank.questions[0].notes == ("Feedback on any other number was left out.",)
    uids = [part["uid"] for kind in ("gaps", "options", "accepted") for part in content[kind]]
    assert len(set(uids)) == 10


def test_cloze_is_worth_the_sum_of_its_gaps_unless_it_says_otherwise():
    assert only(read("{2:SA:=a}{3:SA:=b}"))["mark"] == 5


def test_cloze_reads_html_around_and_inside_its_gaps():
    content = only(read("<b>a</b> &amp; {1:SA:=x &lt; y} {1:MC:=<i>p</i>~q}"))

    assert content["stem"] == "a & [[1]] [[2]]"
    assert content["accepted"][0]["text"] == "x < y"
    assert [option["text"] for option in content["options"]] == ["p", "q"]


def test_cloze_in_plain_text_keeps_its_tags():
    assert only(read("<b>a</b> {1:SA:=b}", format="plain_text"))["stem"] == "<b>a</b> [[1]]"


@pytest.mark.parametrize(
    ("kinds", "key", "value"),
    [
        (["SA", "MW", "SHORTANSWER"], "match_case", False),
        (["SAC", "MWC", "SHORTANSWER_C"], "match_case", True),
        (["MC", "MCV", "MCH", "MULTICHOICE", "MULTICHOICE_V", "MULTICHOICE_H"], "shuffle", False),
        (
            ["MCS", "MCVS", "MCHS", "MULTICHOICE_S", "MULTICHOICE_VS", "MULTICHOICE_HS"],
            "shuffle",
            True,
        ),
        (["NM", "NUMERICAL"], "shuffle", False),
    ],
)
def test_cloze_by_the_names_of_its_kinds(kinds, key, value):
    text = " ".join(f"{{1:{kind}:=1~2}}" for kind in kinds)

    assert only(read(text))[key] is value


def test_cloze_knows_these_kinds():
    assert len(KINDS) == 20


@pytest.mark.parametrize(
    "text",
    ["{1:SA:=a}{1:SAC:=b}", "{1:MC:=a~b}{1:MCS:=a~b}"],
)
def test_cloze_refuses_gaps_that_differ_in_what_is_set_for_all(text):
    assert refused(read(text)) == [
        (
            2,
            "Its gaps differ in whether capitals count or options are shuffled; here they agree.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[x {1:SA:=a}", "Its text holds [[, which marks a gap here."),
        ("&#91;[x {1:SA:=a}", "Its text holds [[, which marks a gap here."),
        ("{1:NM:=x}", "“x” is not a number; write it like 2.5."),
        ("{1:NM:=1:x}", "“x” is not a number; write it like 2.5."),
        ("{1:NM:=1:-1}", "The tolerance is below zero."),
        ("{1:NM:=1~%50%*}", "“*” is not a number; write it like 2.5."),
        ("{1:SA:a}", "No answer earns the full mark: one needs the weight 100."),
        ("{1:MC:=a}", "It has fewer than two options."),
        ("{1:MC:=a~}", "An option is empty."),
    ],
)
def test_cloze_refuses_gaps_that_cannot_be_marked(text, why):
    assert refused(read(text)) == [(2, why)]


def test_cloze_without_a_text_has_no_gaps():
    bank = read_moodle_xml(
        quiz(
            '<question type="cloze"><name><text>q</text></name></question>',
            '<question type="cloze"><name><text>r</text></name><questiontext/></question>',
        )
    )

    assert refused(bank) == [(2, "Its text has no gaps."), (3, "Its text has no gaps.")]


def test_cloze_takes_brackets_that_mark_no_gap():
    content = only(read("[{1:SA:=[[a]]}] [b]"))

    assert (content["stem"], content["accepted"][0]["text"]) == ("[[[1]]] [b]", "[[a]]")
