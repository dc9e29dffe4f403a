import pytest

from assessments.importers.moodle_xml import read_moodle_xml
from tests.assessments.importers.banks import only, question, quiz, refused

TRUE = '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'


def read(inside, **more):
    return read_moodle_xml(quiz(question("truefalse", TRUE + inside, **more)))


def notes(inside):
    bank = read(inside)
    assert refused(bank) == []
    return bank.questions[0].notes


@pytest.mark.parametrize(
    ("inside", "mark"),
    [
        ("", 1),
        ("<defaultgrade>1.0000000</defaultgrade>", 1),
        ("<defaultgrade>3</defaultgrade>", 3),
    ],
)
def test_mark_is_a_whole_number(inside, mark):
    bank = read(inside)

    assert (only(bank)["mark"], bank.questions[0].notes) == (mark, ())


@pytest.mark.parametrize(
    ("grade", "said"), [("2.5000", "2.5"), ("0", "0"), ("-1", "-1"), ("0.5", "0.5")]
)
def test_other_marks_become_one_with_a_note(grade, said):
    bank = read(f"<defaultgrade>{grade}</defaultgrade>")

    assert only(bank)["mark"] == 1
    assert bank.questions[0].notes == (f"Its mark of {said} became 1: marks are whole numbers.",)


def test_general_feedback_becomes_the_rationale():
    content = only(
        read(
            "<generalfeedback format='html'><text>&lt;p&gt;So&lt;/p&gt;it is</text></generalfeedback>"
        )
    )

    assert content["rationale"] == "So\nit is"


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<penalty>0.3333333</penalty>", "The penalty for further tries was left out."),
        (
            "<hint><text>a</text></hint><hint><text>b</text></hint>",
            "Hints for further tries were left out: 2.",
        ),
        (
            "<correctfeedback><text>Yes</text></correctfeedback>",
            "Feedback on the answer as a whole was left out.",
        ),
        (
            "<partiallycorrectfeedback><text>Yes</text></partiallycorrectfeedback>",
            "Feedback on the answer as a whole was left out.",
        ),
        (
            "<incorrectfeedback><text>No</text></incorrectfeedback>",
            "Feedback on the answer as a whole was left out.",
        ),
        ("<hidden>1</hidden>", "It is hidden in Moodle."),
        (
            "<tags><tag><text>x</text></tag><tag><text>importance:Z</text></tag></tags>",
            "Its tags were left out: x, importance:Z.",
        ),
        ("<zebra>1</zebra><apple><text/></apple>", "Left out: <apple>, <zebra>."),
    ],
)
def test_what_is_left_out_is_noted(inside, told):
    assert notes(inside) == (told,)


@pytest.mark.parametrize(
    "inside",
    [
        "<penalty>0</penalty>",
        "<penalty/>",
        "<hint><text/></hint>",
        "<correctfeedback><text></text></correctfeedback>",
        "<hidden>0</hidden>",
        "<tags/>",
        "<answernumbering>abc</answernumbering><showstandardinstruction>1</showstandardinstruction>",
        "<shownumcorrect>1</shownumcorrect><coursetagcounts>1</coursetagcounts>",
        "<zebra/>",
        "<zebra> \n</zebra>",
    ],
)
def test_what_means_nothing_is_not_noted(inside):
    assert notes(inside) == ()


def test_tags_of_ours_come_back():
    tags = [
        "critical", "importance:V", "difficulty:E", "objective:m2-o1", "lesson:l1",
        "sources:S1, S8", "guidance_key:prep:start",
    ]  # fmt: skip
    bank = read("<tags>" + "".join(f"<tag><text>{tag}</text></tag>" for tag in tags) + "</tags>")

    content = only(bank)
    assert bank.questions[0].notes == ()
    assert {key: content[key] for key in content if key in (
        "critical", "importance", "difficulty", "objective", "lesson", "sources", "guidance_key")} == {
        "critical": True,
        "importance": "V",
        "difficulty": "E",
        "objective": "m2-o1",
        "lesson": "l1",
        "sources": "S1, S8",
        "guidance_key": "prep:start",
    }  # fmt: skip


def test_attached_file_refuses_the_question():
    inside = (
        "<generalfeedback><text/><file name='a.png' encoding='base64'>xx</file></generalfeedback>"
    )

    assert refused(read(inside)) == [
        (2, "It has an attached file, “a.png”, which cannot be carried over.")
    ]


def test_attached_file_without_a_name_refuses_too():
    assert refused(read("<file/>")) == [
        (2, "It has an attached file, “”, which cannot be carried over.")
    ]


def test_text_without_a_format_is_automatic():
    bank = read_moodle_xml(
        quiz(
            '<question type="truefalse"><name><text>q</text></name>'
            f"<questiontext><text>a\n&lt;b&gt;c&lt;/b&gt;</text></questiontext>{TRUE}</question>"
        )
    )

    assert only(bank)["stem"] == "a\nc"


def test_question_without_a_text_is_refused():
    bank = read_moodle_xml(
        quiz(
            f'<question type="truefalse"><name><text>q</text></name>{TRUE}</question>',
            f'<question type="truefalse"><name><text>r</text></name><questiontext/>{TRUE}</question>',
        )
    )

    assert refused(bank) == [
        (2, "The question text is empty."),
        (3, "The question text is empty."),
    ]
