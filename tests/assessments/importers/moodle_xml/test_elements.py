import pytest
from defusedxml.common import DTDForbidden

from assessments.importers.moodle_xml import elements
from assessments.importers.moodle_xml.elements import EXPORT_AGAIN, each_question
from assessments.importers.values import BankRefused


def read(data):
    taken, strays = [], []
    each_question(data if isinstance(data, bytes) else data.encode(), taken.append, strays.append)
    return taken, strays


def reason(data):
    with pytest.raises(BankRefused) as refusal:
        read(data)
    return refusal.value.reason


def test_each_question_comes_with_its_line_and_children():
    taken, strays = read(
        '<quiz>\n<question type="a">\n<x y="1">b<z/>c</x></question><note/>\n</quiz>'
    )

    (question,) = taken
    (child,) = question.children
    assert (question.tag, question.line, question.attributes) == ("question", 2, {"type": "a"})
    assert (child.tag, child.line, child.attributes, child.text) == ("x", 3, {"y": "1"}, "bc")
    assert [each.tag for each in question.walk()] == ["question", "x", "z"]
    assert [(each.tag, each.line) for each in strays] == [("note", 3)]


def test_element_finds_children_and_values():
    taken, _ = read(
        "<quiz><question><a><text> b </text></a><a>c</a><d> e </d><f><text/></f></question></quiz>"
    )
    (question,) = taken

    assert [each.text for each in question.all("a")] == ["", "c"]
    assert question.find("a") is question.all("a")[0]
    assert question.find("g") is None
    assert [question.value(tag) for tag in ("a", "d", "f", "g")] == ["b", "e", "", ""]
    assert [question.value(tag, "x") for tag in ("a", "f", "g")] == ["b", "x", "x"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_question_reads_every_encoding_that_says_its_name(encoding):
    taken, _ = read("<quiz><question>é</question></quiz>".encode(encoding))

    assert taken[0].text == "é"


def test_each_question_reads_the_encoding_that_xml_declares():
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><quiz><question>é</question></quiz>'
    taken, _ = read(data.encode("latin-1"))

    assert taken[0].text == "é"


BOMB = (
    '<!DOCTYPE quiz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]><quiz><question>&h;</question></quiz>"
)
FORBIDDEN = (
    "The file declares a document type or entities, which a question bank never needs."
    f" {EXPORT_AGAIN}"
)


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/hostname">]><quiz><question>&x;</question></quiz>',
        '<!DOCTYPE quiz SYSTEM "https://x.example/quiz.dtd"><quiz/>',
        "<!DOCTYPE quiz><quiz/>",
    ],
)
def test_each_question_refuses_document_types_and_entities(data):
    assert reason(data) == FORBIDDEN


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "The file is empty."),
        ("no xml", f"The file is not well-formed XML (line 1). {EXPORT_AGAIN}"),
        ("<quiz>\n<question>", f"The file is not well-formed XML (line 2). {EXPORT_AGAIN}"),
        ("<quiz>\n&nbsp;</quiz>", f"The file is not well-formed XML (line 2). {EXPORT_AGAIN}"),
        (
            "<quiz>é</quiz>".encode("latin-1"),
            f"The file is not well-formed XML (line 1). {EXPORT_AGAIN}",
        ),
        (
            "<html/>",
            "This is XML but no question bank of Moodle: it begins with <html>, not with <quiz>."
            f" {EXPORT_AGAIN}",
        ),
        (
            f"<{'x' * 31}/>",
            f"This is XML but no question bank of Moodle: it begins with <{'x' * 30}>, not with <quiz>."
            f" {EXPORT_AGAIN}",
        ),
    ],
)
def test_each_question_refuses_what_is_no_bank(data, why):
    assert reason(data) == why


def test_export_again_says_how():
    assert EXPORT_AGAIN == "Export the questions from Moodle again, as “Moodle XML format”."


def nested(depth):
    return "<quiz>" + "<question>" * depth + "</question>" * depth + "</quiz>"


def test_each_question_takes_no_deeper_nesting_than_moodle_writes():
    assert len(read(nested(11))[0]) == 1
    assert reason(nested(12)) == (
        f"The file is nested too deep or too much (line 1). {EXPORT_AGAIN}"
    )


def test_each_question_takes_no_more_elements_than_a_question_has():
    fits = f"<question>{'<a/>' * 2000}</question>"

    assert len(read(f"<quiz>{fits}{fits}</quiz>")[0]) == 2
    assert reason(f"<quiz>{fits}<question>{'<a/>' * 2001}</question></quiz>") == (
        f"The file is nested too deep or too much (line 1). {EXPORT_AGAIN}"
    )


def test_text_beside_questions_is_not_kept():
    taken, strays = read("<quiz>" + "x" * 1000 + "<question/></quiz>")

    assert (taken[0].text, strays) == ("", [])


def test_parser_itself_refuses(monkeypatch):
    """The reason is the parser's own, not something found later."""
    monkeypatch.setattr(elements, "DefusedXmlException", ZeroDivisionError)

    with pytest.raises(DTDForbidden):
        read(BOMB)


def test_text_is_kept_until_it_is_longer_than_any_text():
    lines = "\n".join(["x" * 9_999] * 7)
    taken, _ = read(f"<quiz><question>{lines}</question></quiz>")

    assert 50_000 < len(taken[0].text) < 70_000
