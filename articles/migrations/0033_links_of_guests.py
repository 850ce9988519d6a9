"""Guests come back by a link of their own, once they have said that the address is theirs."""

from django.db import migrations, models

import articles.contributing.links


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0032_held_while_frozen"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="link_key",
            field=models.CharField(
                db_default="",
                default=articles.contributing.links.new_key,
                editable=False,
                help_text="Part of a guest’s own link: with a new one the old link opens nothing.",
                max_length=32,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="mailed_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When a guest was asked to confirm the address.",
                null=True,
            ),
        ),
    ]
