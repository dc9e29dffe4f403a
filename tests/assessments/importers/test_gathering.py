import pytest

from assessments.importers import limits
from assessments.importers.gathering import Gathering, id_from_text, shortened
from assessments.importers.values import BankRefused, Imported, QuestionRefused, Refused

CONTENT = {"stem": "Why?"}


def made(maker):
    maker.note(f"Made for {maker.format} {maker.external_id}.")
    return CONTENT


def refusing(maker):
    raise QuestionRefused("No.")


def refusing_on_line_9(maker):
    raise QuestionRefused("No.", 9)


def test_take_keeps_a_question_with_its_notes():
    gathering = Gathering("gift", "bank.txt")

    gathering.take(3, "q1", "Why?", made)

    assert (gathering.bank.format, gathering.bank.name) == ("gift", "bank.txt")
    assert gathering.bank.questions == [Imported("q1", 3, CONTENT, ("Made for gift q1.",))]
    assert gathering.bank.refused == []


def test_take_derives_uids_from_the_family():
    gathering = Gathering("csv", "", family="sheet")

    gathering.take(3, "q1", "Why?", made)

    assert gathering.bank.format == "csv"
    assert gathering.bank.questions[0].notes == ("Made for sheet q1.",)


def test_take_keeps_a_refusal_with_its_line():
    gathering = Gathering("gift", "")

    gathering.take(3, "q1", "Why\nnot?", refusing)
    gathering.take(5, "q2", "What?", refusing_on_line_9)

    assert gathering.bank.refused == [
        Refused(3, "q1", "Why not?", "No."),
        Refused(9, "q2", "What?", "No."),
    ]


def test_take_refuses_a_second_question_of_the_same_id():
    gathering = Gathering("gift", "", place="Row")
    for line in (3, 7, 9):
        gathering.take(line, "q1", "Why?", made)

    reason = "Row 3 has the same id or text; give each question an id of its own."
    assert gathering.bank.refused == [
        Refused(7, "q1", "Why?", reason),
        Refused(9, "q1", "Why?", reason),
    ]


def test_take_names_lines_unless_told_otherwise():
    gathering = Gathering("gift", "")
    for line in (3, 7):
        gathering.take(line, "q1", "Why?", made)

    assert gathering.bank.refused[0].reason == (
        "Line 3 has the same id or text; give each question an id of its own."
    )


def test_take_refuses_a_text_longer_than_its_column():
    gathering = Gathering("gift", "")

    gathering.take(3, "q1", "Why?", lambda maker: {"stem": "x" * 2001})

    assert gathering.bank.refused[0].reason == (
        "The question text is 2,001 characters long; at most 2,000 fit."
    )


def test_take_refuses_an_id_longer_than_its_column():
    gathering = Gathering("gift", "")
    gathering.take(3, "x" * 255, "Why?", made)
    gathering.take(4, "x" * 256, "Why?", made)

    assert len(gathering.bank.questions) == 1
    assert gathering.bank.refused == [
        Refused(4, "x" * 255, "Why?", "Its id is longer than 255 characters.")
    ]


def test_take_stops_at_more_questions_than_a_bank_holds(monkeypatch):
    monkeypatch.setattr(limits, "QUESTIONS", 2)
    gathering = Gathering("gift", "")
    gathering.take(1, "q1", "Why?", made)
    gathering.take(2, "q2", "Why?", refusing)

    with pytest.raises(BankRefused) as refusal:
        gathering.take(3, "q3", "Why?", made)

    assert refusal.value.reason == "The file holds more than 2 questions: split it into several."


@pytest.mark.parametrize(
    ("name", "short"),
    [(" a\n b ", "a b"), ("x" * 60, "x" * 60), ("x" * 61, "x" * 59 + "…"), ("", "")],
)
def test_shortened_fits_into_one_line(name, short):
    assert shortened(name) == short


def test_id_from_text_is_that_of_what_is_asked():
    assert id_from_text("Why  NOT?\n") == id_from_text("why not?") == "text-890e0666df44"
    assert id_from_text("Why not") != id_from_text("Why not?")
