"""What this room writes once: three guards before each table, each tried alone."""

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from assessments.models import (
    Acceptance,
    AngoffEstimate,
    AttemptUnlock,
    Case,
    CaseEdition,
    ChecklistEdition,
    Countersignature,
    Grading,
    HandMark,
    Mode,
    ObservationSheet,
    PaperQuestion,
    PassMarkDecision,
    QuestionEdition,
    QuizEdition,
    QuizEditionSlot,
    Regrade,
    Response,
)
from curriculum.insert_only import InsertOnlyError, insert_only_tables, install_triggers
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import ask, make_course, wrong_answers
from tests.assessments.rekeyed import rekey
from tests.remembered import remembered

pytestmark = pytest.mark.django_db
WRITTEN_ONCE = {
    Acceptance: "reason",
    AngoffEstimate: "percent",
    AttemptUnlock: "reason",
    CaseEdition: "sha256",
    ChecklistEdition: "sha256",
    Countersignature: "remark",
    Grading: "percent",
    ObservationSheet: "code",
    HandMark: "points",
    PaperQuestion: "position",
    PassMarkDecision: "pass_mark",
    QuestionEdition: "sha256",
    QuizEdition: "sha256",
    QuizEditionSlot: "position",
    Regrade: "reason",
    Response: "sequence",
}
each = pytest.mark.parametrize(
    ("model", "column"), WRITTEN_ONCE.items(), ids=[model.__name__ for model in WRITTEN_ONCE]
)


@pytest.fixture
def rows(db):
    """At least one row in every table."""
    write_everything()


@remembered
def write_everything() -> None:
    course = make_course()
    by_her_trainer = {"by": course.bahati, "at": make.NOW}
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, wrong_answers(attempt))
    make.save(attempt, right_answers(attempt))
    attempt.mark_by_hand({attempt.paper()[0].pk: {"row": 1}}, **by_her_trainer)
    attempt.accept_late(reason="x", **by_her_trainer)
    AttemptUnlock.give(enrolment=course.enrolment, quiz=course.quiz, reason="x", **by_her_trainer)
    edition = rekey(course.questions[0])
    Regrade.apply(edition=edition, mode=Mode.NEW, reason="x", **by_her_trainer)
    case = Case(code="c1", module=course.module, title="A case", text="Sipho.", live=False)
    case.save()
    make.sign(case)
    AngoffEstimate.say(quiz=course.quiz, percents={course.questions[0]: 70}, **by_her_trainer)
    PassMarkDecision.make(
        quiz=course.quiz,
        pass_mark=75,
        method="rule",
        reason="x",
        suggestions={},
        **by_her_trainer,
    )
    ObservationSheet.make(
        enrolment=course.enrolment, checklist=course.checklist, by=course.bahati, at=make.NOW
    )
    ask(course.checklist, countersigned=True)
    seen = make.observe(course.enrolment, course.checklist, course.bahati)
    seen.countersign(by=make.make_trainer("tendai", cohort=course.cohort), at=make.NOW)


def drop_triggers(table: str) -> None:
    names = (
        [f"{table}_no_update", f"{table}_no_delete"]
        if connection.vendor == "sqlite"
        else [f"{table}_insert_only"]
    )
    on = "" if connection.vendor == "sqlite" else f" ON {table}"
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER {name}{on}")


def run(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_list_names_every_table_of_this_room_that_is_written_once():
    tables = sorted(model._meta.db_table for model in WRITTEN_ONCE)

    assert insert_only_tables(apps.get_app_config("assessments")) == tables


@each
def test_model_refuses_change_and_deletion(rows, model, column):
    row = model.objects.first()

    with pytest.raises(InsertOnlyError):
        row.save()
    with pytest.raises(InsertOnlyError):
        row.save(update_fields=[column])
    with pytest.raises(InsertOnlyError):
        row.delete()


@each
def test_model_refuses_to_overwrite_by_a_known_key(rows, model, column):
    row = model.objects.first()
    values = {field.attname: getattr(row, field.attname) for field in model._meta.fields}

    with pytest.raises(IntegrityError), transaction.atomic():
        model(**values).save()


@each
def test_queryset_refuses_change_and_deletion(rows, model, column):
    with pytest.raises(InsertOnlyError):
        model.objects.all().update(**{column: 1})
    with pytest.raises(InsertOnlyError):
        model.objects.bulk_update(model.objects.all(), [column])
    with pytest.raises(InsertOnlyError):
        model.objects.all().delete()


@each
def test_trigger_refuses_what_goes_round_the_model(rows, model, column):
    plain = models.QuerySet(model)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        plain.update(**{column: 1})
    with pytest.raises(DatabaseError, match="insert-only"):
        run(f"DELETE FROM {model._meta.db_table}")
    with pytest.raises(DatabaseError, match="insert-only"):
        run(f"UPDATE {model._meta.db_table} SET {column} = {column}")


@each
def test_without_the_trigger_raw_sql_would_change_a_row(rows, model, column):
    table = model._meta.db_table
    drop_triggers(table)

    changed = run(f"UPDATE {table} SET {column} = {column}")

    assert changed == model.objects.count() > 0


@each
def test_triggers_are_put_back(rows, model, column):
    table = model._meta.db_table
    drop_triggers(table)

    for _ in range(2):
        install_triggers(apps.get_app_config("assessments"))

    with pytest.raises(DatabaseError, match="insert-only"):
        run(f"UPDATE {table} SET {column} = {column}")
