from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_drafts_of_each_form"),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="body_photos",
            field=models.ManyToManyField(
                help_text="What its body shows, as the verb that kept it found.",
                related_name="in_bodies_of_revisions",
                to="articles.photo",
            ),
        ),
    ]
