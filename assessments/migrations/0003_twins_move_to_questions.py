"""A question's twin was named by the quiz's slot; it is the question's own, so that pools have twins too."""

from django.db import migrations


def to_questions(apps, schema_editor):
    QuizSlot = apps.get_model("assessments", "QuizSlot")
    Question = apps.get_model("assessments", "Question")
    Revision = apps.get_model("wagtailcore", "Revision")
    for slot in QuizSlot.objects.filter(twin__isnull=False):
        question = Question.objects.get(pk=slot.question_id)
        Question.objects.filter(pk=question.pk).update(twin_id=slot.twin_id)
        # The editors' room opens the latest revision: without it there, the next edit would lose the twin.
        revision = Revision.objects.filter(pk=question.latest_revision_id).first()
        if revision:
            revision.content["twin"] = slot.twin_id
            revision.save(update_fields=["content"])


def to_slots(apps, schema_editor):
    QuizSlot = apps.get_model("assessments", "QuizSlot")
    Question = apps.get_model("assessments", "Question")
    for question in Question.objects.filter(twin__isnull=False):
        QuizSlot.objects.filter(question_id=question.pk).update(twin_id=question.twin_id)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_engine"), ("wagtailcore", "0094_alter_page_locale")]
    operations = [migrations.RunPython(to_questions, to_slots)]
