"""The one row of the paper's own settings, with their defaults."""

from django.db import migrations


def make(apps, schema_editor):
    apps.get_model("articles", "Site").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_bylines_and_tags_share_the_time")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
