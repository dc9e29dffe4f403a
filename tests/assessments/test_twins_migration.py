"""0003: the twin that a quiz's slot named belongs to its question, also in the draft that editors open."""

import json

import pytest

from tests.served import manage, rows

pytestmark = pytest.mark.sqlite_only
#: Run in a database at 0001: a module, two questions, the draft of one, a quiz whose slot names a twin.
BEFORE = """
from django.db import connection
from django.db.migrations.loader import MigrationLoader
apps = MigrationLoader(connection).project_state([("assessments", "0001_assessed")]).apps
model = apps.get_model
kind = lambda app, name: model("contenttypes", "ContentType").objects.get_or_create(
    app_label=app, model=name)[0]
module = model("curriculum", "ModulePage").objects.create(
    title="M", slug="m1", path="000100010001", depth=3, url_path="/m1/", summary="",
    content_type=kind("curriculum", "modulepage"),
    locale=model("wagtailcore", "Locale").objects.first())
question, twin, other = [
    model("assessments", "Question").objects.create(code=code, module=module, stem="?")
    for code in ("q1", "q1t", "q2")]
of_questions = kind("assessments", "question")
for each in (question, other):
    revision = model("wagtailcore", "Revision").objects.create(
        content_type=of_questions, base_content_type=of_questions, object_id=str(each.pk),
        content={"pk": each.pk, "stem": "A draft"}, created_at="2026-03-02T08:00:00Z")
    type(each).objects.filter(pk=each.pk).update(latest_revision=revision)
quiz = model("assessments", "Quiz").objects.create(
    code="m1", title="Q", module=module, pass_mark_reason="x")
slot = model("assessments", "QuizSlot").objects
slot.create(quiz=quiz, question=question, twin=twin, sort_order=0)
slot.create(quiz=quiz, question=other, sort_order=1)
"""
TWINS = (
    "SELECT q.code, t.code, r.content FROM assessments_question q"
    " LEFT JOIN assessments_question t ON t.id = q.twin_id"
    " LEFT JOIN wagtailcore_revision r ON r.id = q.latest_revision_id ORDER BY q.code"
)


def test_twins_move_from_slots_to_questions_and_back(tmp_path):
    database = tmp_path / "served.sqlite3"
    (tmp_path / "database.url").write_text(f"sqlite:///{database}")
    manage(tmp_path, "migrate", "assessments", "0001_assessed", "-v0")
    manage(tmp_path, "shell", "-v0", "-c", BEFORE)

    manage(tmp_path, "migrate", "assessments", "0004_slots_without_twins", "-v0")

    found = rows(database, TWINS)
    assert [row[:2] for row in found] == [("q1", "q1t"), ("q1t", None), ("q2", None)]
    (twin,) = rows(database, "SELECT id FROM assessments_question WHERE code = 'q1t'")[0]
    assert json.loads(found[0][2])["twin"] == twin
    assert json.loads(found[2][2]) == {"pk": twin + 1, "stem": "A draft"}

    manage(tmp_path, "migrate", "assessments", "0002_engine", "-v0")

    slots = "SELECT twin_id FROM assessments_quizslot ORDER BY sort_order"
    assert rows(database, slots) == [(twin,), (None,)]
