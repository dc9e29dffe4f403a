"""The twin now stands with its question."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_twins_move_to_questions")]
    operations = [migrations.RemoveField(model_name="quizslot", name="twin")]
