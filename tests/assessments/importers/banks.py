"""Small files made for the tests, and short ways to say what was read from them."""

from assessments.importers.parts import Maker


def maker(format="gift", external_id="q1"):
    return Maker(format, external_id)


def quiz(*questions):
    """A Moodle XML file; each question stands on a line of its own, the first on line 2."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?><quiz>', *questions, "</quiz>"]
    return "\n".join(lines).encode()


def question(kind, inside="", *, text="Why?", name="q1", format="html"):
    """One <question> on one line; an empty name leaves it out."""
    named = f"<name><text>{name}</text></name>" if name else ""
    asked = f'<questiontext format="{format}"><text><![CDATA[{text}]]></text></questiontext>'
    return f'<question type="{kind}">{named}{asked}{inside}</question>'


def answer(text, fraction="0", feedback="", more="", format="html"):
    said = f'<feedback format="html"><text>{feedback}</text></feedback>' if feedback else ""
    inside = f"<text>{text}</text>{said}{more}"
    return f'<answer fraction="{fraction}" format="{format}">{inside}</answer>'


def refused(bank):
    """Line and reason of each refused question."""
    return [(each.line, each.reason) for each in bank.refused]


def only(bank):
    """The content of the one question of a bank from which nothing was refused."""
    assert refused(bank) == []
    (question,) = bank.questions
    return question.content


def said(options):
    """Texts and weights, or texts and whether right, of options."""
    return [(each["text"], each.get("weight", each.get("correct"))) for each in options]
