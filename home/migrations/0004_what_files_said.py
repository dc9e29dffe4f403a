from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("home", "0003_loaded_items")]

    operations = [
        migrations.AddField(
            model_name="loadeditem",
            name="said",
            field=models.JSONField(null=True),
        ),
    ]
