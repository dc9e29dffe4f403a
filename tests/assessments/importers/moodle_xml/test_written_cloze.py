import pytest

from tests.assessments.importers.contents import accepted, option
from tests.assessments.importers.moodle_xml.test_writer import LEAST, reason, written

BASE = {key: LEAST[key] for key in ("code",)}
EXACT = {"match_accents": True, "match_punctuation": True}


def cloze(stem, *gaps, **more):
    named = [{"name": str(n), "kind": kind} for n, kind in enumerate(gaps, start=1)]
    return BASE | EXACT | {"type": "cloze", "stem": stem, "gaps": named} | more


def text(content):
    question, _ = written(content)
    assert question.get("type") == "cloze"
    assert question.find("questiontext").get("format") == "html"
    return question.findtext("questiontext/text")


def test_cloze_of_all_kinds():
    content = cloze(
        "Rub [[1]] s\nwith [[2]] & [[3]].",
        "numeric",
        "short",
        "single",
        accepted=[
            accepted("20", gap="1", tolerance="5"),
            accepted("10..30", "1/2", "near", gap="1"),
            {"text": "soap", "gap": "2"},
        ],
        options=[
            option("water", correct=True, gap="3", weight="1"),
            option("oil", correct=False, gap="3", weight="0", said="No."),
        ],
    )

    assert text(content) == (
        "Rub {1:NUMERICAL:=20:5~%50%20:10#near} s<br>with {1:SHORTANSWER:=soap} &amp;"
        " {1:MULTICHOICE_S:=water~%0%oil#No.}."
    )


@pytest.mark.parametrize(
    ("more", "kind"),
    [({"match_case": True}, "SHORTANSWER_C"), ({"match_case": False}, "SHORTANSWER")],
)
def test_capitals_count_for_all_gaps(more, kind):
    content = cloze("[[1]]", "short", accepted=[accepted("a", gap="1")], **more)

    assert text(content) == f"{{1:{kind}:=a}}"


@pytest.mark.parametrize(
    ("more", "kind"),
    [({"shuffle": True}, "MULTICHOICE_S"), ({"shuffle": False}, "MULTICHOICE")],
)
def test_options_are_shuffled_in_all_gaps(more, kind):
    options = [option("a", correct=True, gap="1"), option("b", correct=False, gap="1")]

    assert text(cloze("[[1]]", "single", options=options, **more)) == f"{{1:{kind}:=a~%0%b}}"


def test_signs_of_the_syntax_become_entities():
    content = cloze(
        "{1:SA:=x} <b> \\ [[1]]", "short", accepted=[accepted(r"a}~#\*<", gap="1", said="{=")]
    )

    assert text(content) == (
        "&#123;1:SA:=x&#125; &lt;b&gt; &#92; {1:SHORTANSWER:=a&#125;&#126;&#35;&#92;*&lt;#&#123;=}"
    )


@pytest.mark.parametrize(
    ("weights", "written_as"),
    [
        (["1", "1"], [1, 1]),
        (["2", "3"], [2, 3]),
        (["1/2", "1/3"], [3, 2]),
        (["9999", "0"], [9999, 0]),
    ],
)
def test_weights_become_whole_numbers_of_the_same_proportion(weights, written_as):
    content = cloze("[[1]][[2]]", "short", "short")
    content["accepted"] = [accepted("a", gap="1"), accepted("b", gap="2")]
    for gap, weight in zip(content["gaps"], weights, strict=True):
        gap["weight"] = weight
    first, second = written_as

    assert text(content) == f"{{{first}:SHORTANSWER:=a}}{{{second}:SHORTANSWER:=b}}"


@pytest.mark.parametrize("weights", [["10000", "1"], ["-1", "2"], ["1/10007", "1"]])
def test_other_weights_cannot_be_written(weights):
    content = cloze("[[1]][[2]]", "short", "short")
    content["accepted"] = [accepted("a", gap="1"), accepted("b", gap="2")]
    for gap, weight in zip(content["gaps"], weights, strict=True):
        gap["weight"] = weight

    assert reason(content) == "The weights of its gaps are no small whole numbers."


@pytest.mark.parametrize(
    ("mark", "notes"), [(2, ()), (3, ("q1: Moodle will give 2 marks, the sum of its gaps.",))]
)
def test_another_mark_than_the_sum_is_noted(mark, notes):
    content = cloze("[[1]]", "short", accepted=[accepted("a", gap="1")], mark=mark)
    content["gaps"][0]["weight"] = "2"

    assert written(content)[1] == notes


def test_mark_of_one_is_meant_where_none_is_named():
    assert written(cloze("[[1]]", "short", accepted=[accepted("a", gap="1")]))[1] == ()


@pytest.mark.parametrize("stem", ["none", "[[1]] [[1]]", "[[2]]", "[[1]] [[2]]"])
def test_gaps_without_their_one_place_cannot_be_written(stem):
    assert reason(cloze(stem, "short", accepted=[accepted("a", gap="1")])) == (
        "Each gap needs its one place, [[name]], in the text."
    )


def test_names_are_found_in_any_order():
    content = cloze("[[2]] and [[1]]", "short", "short")
    content["accepted"] = [accepted("a", gap="1"), accepted("b", gap="2")]

    assert text(content) == "{1:SHORTANSWER:=b} and {1:SHORTANSWER:=a}"


def test_gap_that_is_laxer_than_moodle_cannot_be_written():
    content = cloze("[[1]]", "short", accepted=[accepted("a", gap="1")], match_accents=False)

    assert reason(content) == (
        "Moodle compares accents and punctuation to the letter; this question does not."
    )


def test_gaps_without_words_need_no_exactness():
    content = cloze("[[1]]", "numeric", accepted=[accepted("1", gap="1")], match_accents=False)

    assert text(content) == "{1:NUMERICAL:=1:0}"


def test_question_that_reads_like_more_gaps_cannot_be_written():
    content = cloze("[[ [[1]]", "short", accepted=[accepted("a", gap="1")])

    assert reason(content) == "Its text holds [[, which marks a gap here."
