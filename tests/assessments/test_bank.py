"""A question bank as drafts in the database."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.bank import bring_in, contents_of
from assessments.importers import read, write_sheet
from assessments.models import Case, Question, Quiz, Response
from tests import make
from tests.assessments.course import ANY_KIND, actions_of, make_course
from tests.make import NOW

pytestmark = pytest.mark.django_db
GIFT = b"""// [id:g1]
::Washing:: What do you wash with? { =Soap#Right ~Water#It leaves germs ~Sand#It scratches }

::Broken:: What is missing? { =A ~B

::Minutes:: How many minutes? {#20:2}
"""


def bring(course, data: bytes = GIFT, format: str = "gift", **more):
    return bring_in(read(data, format), quiz=course.quiz, by=course.bahati, at=NOW, **more)


def became(report) -> dict[str, str]:
    return {each.external_id: each.became for each in report.imported}


def slots(course) -> list[str]:
    """The codes in the quiz's newest draft."""
    draft = Quiz.objects.get(pk=course.quiz.pk).get_latest_revision_as_object()
    return [slot.question.code for slot in draft.slots.all()]


def test_new_questions_are_drafts_at_the_end_of_a_draft_of_the_quiz(course):
    live = course.quiz.editions.first()

    report = bring(course)

    assert became(report) == {"g1": "new", "Minutes": "new"}
    assert [(each.line, each.name) for each in report.refused] == [(4, "Broken")]
    question = Question.objects.get(external_id="g1")
    assert (question.live, question.code, question.module) == (False, "g1", course.module)
    options = [(each.text, each.correct, each.feedback) for each in question.options.all()]
    assert options == [
        ("Soap", True, "Right"),
        ("Water", False, "It leaves germs"),
        ("Sand", False, "It scratches"),
    ]
    assert slots(course) == ["q1", "q2", "g1", "Minutes"]
    assert course.quiz.editions.first() == live
    assert actions_of(course.quiz)[-1] == "assessments.import"


def test_same_file_again_changes_nothing(course):
    bring(course)
    before = list(Question.objects.values_list("pk", "latest_revision_id"))

    report = bring(course)

    assert became(report) == {"g1": "unchanged", "Minutes": "unchanged"}
    assert list(Question.objects.values_list("pk", "latest_revision_id")) == before
    assert slots(course) == ["q1", "q2", "g1", "Minutes"]


def test_dry_run_says_the_same_and_writes_nothing(course):
    said = bring(course, dry_run=True)

    assert Question.objects.filter(external_id="g1").count() == 0
    assert slots(course) == ["q1", "q2"]
    real = bring(course)
    assert said.as_json() | {"dry_run": False} == real.as_json()


def test_changed_question_is_a_draft_above_what_is_live(course):
    bring(course)
    question = Question.objects.get(external_id="g1")
    make.sign(question)
    uid = question.options.first().uid

    report = bring(course, GIFT.replace(b"It leaves germs", b"Germs stay"))

    assert became(report) == {"g1": "changed", "Minutes": "unchanged"}
    question.refresh_from_db()
    assert [each.feedback for each in question.options.all()][1] == "It leaves germs"
    draft = question.get_latest_revision_as_object()
    assert [each.feedback for each in draft.options.all()][1] == "Germs stay"
    assert draft.options.first().uid == uid


def test_unsigned_edit_here_is_never_overwritten(course):
    bring(course)
    question = Question.objects.get(external_id="g1")
    make.sign(question)
    question.stem = "Edited here?"
    question.save_revision()

    report = bring(course, GIFT.replace(b"It leaves germs", b"Germs stay"))

    assert became(report) == {"Minutes": "unchanged"}
    assert report.refused[0].reason == (
        "g1 has a draft here that is not signed. Sign it, or give the file's question another id."
    )
    assert question.get_latest_revision_as_object().stem == "Edited here?"


def test_code_that_is_taken_becomes_the_next_number(course):
    report = bring(course, GIFT.replace(b"[id:g1]", b"[id:q1]"))

    assert [each.code for each in report.imported] == ["m1-i1", "Minutes"]


def test_what_a_sheet_can_hold_goes_out_and_comes_back_the_same():
    course = make_course(*ANY_KIND)
    contents = contents_of(course.quiz)
    elsewhere = make.make_quiz(make.make_module(course.programme, "m2"), [course.questions[0]])

    written = write_sheet(contents)
    report = bring_in(read(written.data, "xlsx"), quiz=elsewhere, by=course.bahati, at=NOW)

    assert [each.name for each in written.refused] == ["q7", "q8"]  # half a mark; gaps with names
    assert report.refused == []
    assert len(report.imported) == len(contents) - 2
    again = bring_in(read(written.data, "xlsx"), quiz=elsewhere, by=course.bahati, at=NOW)
    assert {each.became for each in again.imported} == {"unchanged"}


def sheet(**cells) -> bytes:
    """A CSV sheet of one question."""
    row = {
        "id": "s1",
        "type": "single",
        "question": "Which?",
        "option 1": "*Soap",
        "option 2": "Sand",
        "option 3": "Oil",
        **cells,
    }
    lines = [",".join(row), ",".join(f'"{cell}"' for cell in row.values())]
    return "\n".join(lines).encode()


def test_case_and_lesson_of_a_sheet_are_found_or_made(course):
    data = sheet(case="Amina", **{"case text": "Amina cooks.", "lesson": "l1"})

    bring(course, data, "csv")

    question = Question.objects.get(external_id="s1")
    case = Case.objects.get()
    assert (case.title, case.text, case.live, case.code) == (
        "Amina",
        "Amina cooks.",
        False,
        "m1-c1",
    )
    assert (question.case, question.lesson.slug) == (case, "l1")
    bring(course, sheet(id="s2", case="Amina"), "csv")
    assert Case.objects.count() == 1


def test_unknown_lesson_is_a_note_and_unknown_guidance_refuses(course):
    report = bring(course, sheet(lesson="l9"), "csv")
    refused = bring(course, sheet(id="s2", guidance="no-such"), "csv")

    assert report.imported[0].notes[0] == "This module has no lesson l9; the question names none."
    assert refused.refused[0].reason == (
        "There is no guidance key no-such. Ask an administrator, or leave it out."
    )


def test_what_stops_a_signature_is_said_at_once(course):
    report = bring(course, sheet(question="Take 200 mg of it, defaulter?"), "csv")

    assert [note for note in report.imported[0].notes if "before it can be signed" in note] != []
    assert Response.objects.count() == 0


# The commands -------------------------------------------------------------------------------------


def command(tmp_path, *arguments, data: bytes = GIFT) -> str:
    file, out = tmp_path / "bank.gift", StringIO()
    file.write_bytes(data)
    call_command("import_questions", str(file), "--format=gift", *arguments, stdout=out)
    return out.getvalue()


def test_command_names_every_refused_question_with_line_and_reason(course, tmp_path):
    assert command(tmp_path, "--quiz=m1").splitlines() == [
        "line 2: g1 as g1: new",
        "line 6: Minutes as Minutes: new",
        "line 4: Broken: refused. The answers begin with { but no } follows: a blank line ends a question.",
        "2 questions taken over, 1 refused.",
    ]


def test_command_prints_the_report_as_json(course, tmp_path):
    said = json.loads(command(tmp_path, "--quiz=m1", "--dry-run", "--json"))

    assert [each["id"] for each in said["imported"]] == ["g1", "Minutes"]
    assert [(each["line"], each["name"]) for each in said["refused"]] == [(4, "Broken")]
    assert said["dry_run"] is True


@pytest.mark.parametrize(
    ("arguments", "data", "reason"),
    [
        (["--quiz=m9"], GIFT, "There is no quiz m9. Quizzes here: m1."),
        (
            ["--quiz=m1"],
            "Où?".encode("cp1252"),
            None,
        ),
    ],
)
def test_command_ends_with_a_sentence(course, tmp_path, arguments, data, reason):
    with pytest.raises(CommandError) as ended:
        command(tmp_path, *arguments, data=data)

    assert str(ended.value) == reason if reason else "UTF-8" in str(ended.value)


def test_file_that_is_not_there_is_said(course):
    with pytest.raises(CommandError, match="cannot be opened: No such file"):
        call_command("import_questions", "/nowhere/bank.gift", "--format=gift", "--quiz=m1")


def test_export_writes_what_import_reads(course, tmp_path):
    out, file = StringIO(), tmp_path / "m1.xml"

    call_command("export_questions", str(file), "--format=moodlexml", "--quiz=m1", stdout=out)

    assert out.getvalue() == "2 questions written, 0 refused.\n"
    assert len(read(file.read_bytes(), "moodlexml").questions) == 2
    call_command("export_questions", str(tmp_path / "empty.xlsx"), stdout=out)
    assert len(read((tmp_path / "empty.xlsx").read_bytes(), "xlsx").questions) == 9
