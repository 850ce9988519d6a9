import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import articles.models.photos


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_record_of_other_things"),
    ]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="content_hash",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="SHA-256 of the original: the same file has the same.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="creator",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Who took or drew it.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="has_avif",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="They are there in AVIF, too, which takes longest to make.",
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="looks",
            field=models.BigIntegerField(
                editable=False, help_text="What it looks like (articles.likeness).", null=True
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="original_name",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="Of the file as it was sent.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="problem",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="Why no renditions could be made, in words for the desk.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="source",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Whom the paper has it from: an agency, an archive, a reader.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="taken_at",
            field=models.DateTimeField(blank=True, help_text="New York time.", null=True),
        ),
        migrations.AddField(
            model_name="photo",
            name="territory",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Where it may be shown, if not everywhere.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="default_photo",
            field=models.ForeignKey(
                blank=True,
                help_text="Shown in place of a lead photo whose rights have ended.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="default_of",
                to="articles.photo",
            ),
        ),
        migrations.AlterField(
            model_name="photo",
            name="licence",
            field=models.CharField(
                blank=True,
                help_text="By what right the paper prints it: “AP subscription”, “CC BY 4.0”, “own”.",
                max_length=200,
            ),
        ),
        migrations.AlterField(
            model_name="photo",
            name="rights_until",
            field=models.DateField(
                blank=True,
                help_text="The last day, in New York, on which it may be shown.",
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=django.contrib.postgres.indexes.GinIndex(
                articles.models.photos.Bands("looks"), name="photo_bands"
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("content_hash", ""), _negated=True),
                fields=["content_hash"],
                name="photo_content_hash",
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("rights_until__isnull", False)),
                fields=["rights_until"],
                name="photo_rights_until",
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("problem", ""), _negated=True),
                fields=["id"],
                name="photo_with_problem",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("content_hash__regex", "^([0-9a-f]{64})?$")),
                name="photo_content_hash_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("has_avif", False), models.Q(("widths", []), _negated=True), _connector="OR"
                ),
                name="photo_avif_beside_other_renditions",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("problem", ""), ("widths", []), _connector="OR"),
                name="photo_problem_or_renditions",
            ),
        ),
    ]
