import pytest

from assessments.importers.gathering import id_from_text
from assessments.importers.moodle_xml import read_moodle_xml
from assessments.importers.values import BankRefused
from tests.assessments.importers.banks import answer, only, question, quiz, refused

TRUE = answer("true", "100") + answer("false")


def test_moodle_xml_reads_a_bank():
    bank = read_moodle_xml(quiz(question("truefalse", TRUE)), name="bank.xml")

    assert (bank.format, bank.name, bank.notes) == ("moodlexml", "bank.xml", [])
    assert only(bank)["stem"] == "Why?"


@pytest.mark.parametrize(
    ("inside", "name", "external_id", "called"),
    [
        ("<idnumber>m2-04</idnumber>", "Wash", "m2-04", "Wash"),
        ("<idnumber/>", "Wash  hands", "Wash hands", "Wash hands"),
        ("", "", id_from_text("Why?"), "Why?"),
    ],
)
def test_moodle_xml_takes_the_id_from_idnumber_name_or_text(inside, name, external_id, called):
    bank = read_moodle_xml(
        quiz(
            question("truefalse", TRUE + inside, name=name),
            question("random", inside, name=name),
        )
    )

    assert bank.questions[0].external_id == external_id
    assert [(each.external_id, each.name) for each in bank.refused] == [(external_id, called)]


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("description", "This is a text without a question."),
        ("random", "Questions of the type “random” cannot be carried over."),
        ("calculated", "Questions of the type “calculated” cannot be carried over."),
        ("", "Questions of the type “” cannot be carried over."),
    ],
)
def test_moodle_xml_refuses_other_types_by_name(kind, why):
    bank = read_moodle_xml(quiz("", question("truefalse", TRUE), question(kind, name="q2")))

    assert refused(bank) == [(4, why)]
    assert len(bank.questions) == 1


def test_moodle_xml_refuses_a_question_without_a_type():
    assert refused(read_moodle_xml(quiz("<question/>"))) == [
        (2, "Questions of the type “” cannot be carried over.")
    ]


def test_moodle_xml_notes_the_category_of_what_follows():
    category = "<question type='category'><category><text>$course$/m2</text></category></question>"
    bank = read_moodle_xml(
        quiz(question("truefalse", TRUE), category, question("truefalse", TRUE, name="q2"))
    )

    assert [each.notes for each in bank.questions] == [
        (),
        ("Its category “$course$/m2” was left out.",),
    ]


def test_moodle_xml_names_elements_that_are_no_questions():
    bank = read_moodle_xml(quiz(question("truefalse", TRUE), "<survey/>"))

    assert bank.notes == ["Line 3: <survey> is no question and was not read."]


def test_moodle_xml_names_only_so_many_of_them():
    assert len(read_moodle_xml(quiz("<survey/>" * 100)).notes) == 100

    with pytest.raises(BankRefused) as refusal:
        read_moodle_xml(quiz("<survey/>" * 101))

    assert refusal.value.reason == (
        "The file holds little but elements that are no questions. Export the questions from Moodle"
        " again, as “Moodle XML format”."
    )


@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        ("truefalse", TRUE),
        (
            "multichoice",
            "<single>1</single><shuffleanswers>1</shuffleanswers>" + answer("a", "100") + answer("b"),
        ),
        ("shortanswer", "<usecase>1</usecase>" + answer("a", "100")),
        (
            "numerical",
            "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
            "<unitgradingtype>1</unitgradingtype><unitpenalty>0.1</unitpenalty><showunits>0</showunits>"
            "<unitsleft>0</unitsleft>" + answer("1", "100"),
        ),
    ],
)  # fmt: skip
def test_moodle_xml_has_no_notes_on_what_it_read(kind, inside):
    assert read_moodle_xml(quiz(question(kind, inside))).questions[0].notes == ()


def test_moodle_xml_notes_what_only_other_types_read():
    bank = read_moodle_xml(quiz(question("truefalse", TRUE + "<usecase>1</usecase>")))

    assert bank.questions[0].notes == ("Left out: <usecase>.",)
