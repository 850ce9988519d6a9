from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0027_saved_filters"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="linkcheck",
            index=models.Index(
                models.OrderBy(models.F("checked_at"), descending=True),
                condition=models.Q(("status__in", (404, 410))),
                name="linkcheck_dead",
            ),
        ),
    ]
