from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_the_desk"),
        ("authors", "0002_author_portrait"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sections",
            field=models.ManyToManyField(
                blank=True,
                help_text="What an editor edits; none chosen means all.",
                related_name="+",
                to="articles.section",
            ),
        ),
    ]
