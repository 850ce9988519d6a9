"""What people from outside send in. What was sent, and what was done with it, is never rewritten."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import articles.models.site

TABLES = ["articles_manuscript", "articles_submissionact"]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0029_pages_about_the_paper"),
        ("authors", "0008_what_went_wrong_with_mail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Manuscript",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("headline", models.CharField(blank=True, max_length=250)),
                (
                    "dek",
                    models.CharField(
                        blank=True,
                        help_text="One sentence under the headline. You may leave it.",
                        max_length=500,
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(500000)],
                        verbose_name="text",
                    ),
                ),
                (
                    "sources",
                    models.TextField(
                        blank=True,
                        help_text="Addresses of what you rely on, one a line. The editors see them.",
                        max_length=5000,
                        validators=[articles.models.site.each_line_is_an_address],
                    ),
                ),
                (
                    "previously_published",
                    models.URLField(
                        blank=True,
                        help_text="The address, if it or most of it has been published anywhere.",
                        max_length=500,
                        verbose_name="published before at",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("exclusive", "Exclusive: it is published here and nowhere else"),
                            ("first", "First publication: it is published here first"),
                            (
                                "reprint",
                                "Reprint: it was published elsewhere, at the address given",
                            ),
                        ],
                        default="exclusive",
                        max_length=20,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(help_text="1 for the first time that it was sent."),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("screening_detail", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "fingerprint",
                    models.CharField(
                        db_default="",
                        editable=False,
                        help_text="The same for texts that are nearly the same.",
                        max_length=64,
                    ),
                ),
                ("sent_at", models.DateTimeField(auto_now_add=True)),
                ("headline", models.CharField(blank=True, max_length=250)),
                (
                    "dek",
                    models.CharField(
                        blank=True,
                        help_text="One sentence under the headline. You may leave it.",
                        max_length=500,
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(500000)],
                        verbose_name="text",
                    ),
                ),
                (
                    "sources",
                    models.TextField(
                        blank=True,
                        help_text="Addresses of what you rely on, one a line. The editors see them.",
                        max_length=5000,
                        validators=[articles.models.site.each_line_is_an_address],
                    ),
                ),
                (
                    "previously_published",
                    models.URLField(
                        blank=True,
                        help_text="The address, if it or most of it has been published anywhere.",
                        max_length=500,
                        verbose_name="published before at",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("exclusive", "Exclusive: it is published here and nowhere else"),
                            ("first", "First publication: it is published here first"),
                            (
                                "reprint",
                                "Reprint: it was published elsewhere, at the address given",
                            ),
                        ],
                        default="exclusive",
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("bio", models.TextField(blank=True, max_length=1000)),
                (
                    "screening",
                    models.CharField(
                        choices=[("passed", "Passed"), ("held", "Held for review")],
                        default="passed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "message",
                    models.TextField(
                        blank=True,
                        help_text="What an editor should know: why now, what to look out for, who has seen it.",
                        max_length=2000,
                        verbose_name="to the editor",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Not confirmed"),
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("in_review", "In review"),
                            ("changes_requested", "Changes requested"),
                            ("resubmitted", "Resubmitted"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1,
                        editable=False,
                        help_text="Counted up by every save and every move.",
                    ),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        help_text="Since when it stands where it stands.",
                    ),
                ),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "warned_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When its sender was told that it expires.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SubmissionAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=30)),
                (
                    "from_status",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Not confirmed"),
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("in_review", "In review"),
                            ("changes_requested", "Changes requested"),
                            ("resubmitted", "Resubmitted"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Not confirmed"),
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("in_review", "In review"),
                            ("changes_requested", "Changes requested"),
                            ("resubmitted", "Resubmitted"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("is_private", models.BooleanField(default=False, help_text="For editors only.")),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name="site",
            name="fewest_words",
            field=models.PositiveIntegerField(
                db_default=300,
                default=300,
                help_text="What people from outside send in has this many at least.",
                validators=[django.core.validators.MaxValueValidator(20000)],
                verbose_name="fewest words of a submission",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="most_words",
            field=models.PositiveIntegerField(
                db_default=1500,
                default=1500,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(20000),
                ],
                verbose_name="most words of a submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("fewest_words__lte", models.F("most_words"))),
                name="site_word_limits_in_order",
                violation_error_message="The fewest words are more than the most.",
            ),
        ),
        migrations.AddField(
            model_name="manuscript",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="articles.photo",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="article",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submission",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="sender",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="held_by",
            field=models.ForeignKey(
                editable=False,
                help_text="The editor who has it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions_held",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="articles.photo",
            ),
        ),
        migrations.AddField(
            model_name="manuscript",
            name="submission",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="manuscripts",
                to="articles.submission",
            ),
        ),
        migrations.AddField(
            model_name="autosave",
            name="submission",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.CheckConstraint(
                condition=models.Q(("article", None), ("submission", None), _connector="OR"),
                name="autosave_of_one_thing",
            ),
        ),
        migrations.AddField(
            model_name="submissionact",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submissionact",
            name="revision",
            field=models.ForeignKey(
                help_text="What of the article its sender saw, who agreed or objected to it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="submissionact",
            name="submission",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acts",
                to="articles.submission",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("fingerprint", ""), _negated=True),
                fields=["fingerprint", "sent_at"],
                name="submission_sent_before",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["status", "moved_at"], name="submission_by_status"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("licence__in", ["exclusive", "first", "reprint"])),
                name="submission_licence_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("screening__in", ["passed", "held"])),
                name="submission_screening_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "unconfirmed",
                            "draft",
                            "submitted",
                            "in_review",
                            "changes_requested",
                            "resubmitted",
                            "accepted",
                            "declined",
                            "withdrawn",
                            "expired",
                        ],
                    )
                ),
                name="submission_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email", ""), ("sender__isnull", False)),
                    models.Q(("sender", None), models.Q(("email", ""), _negated=True)),
                    _connector="OR",
                ),
                name="submission_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("status", "accepted")),
                    models.Q(models.Q(("status", "accepted"), _negated=True), ("article", None)),
                    _connector="OR",
                ),
                name="submission_accepted_has_an_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "in_review"), _negated=True),
                    ("held_by__isnull", False),
                    _connector="OR",
                ),
                name="submission_in_review_is_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="manuscript",
            constraint=models.CheckConstraint(
                condition=models.Q(("licence__in", ["exclusive", "first", "reprint"])),
                name="manuscript_licence_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="manuscript",
            constraint=models.UniqueConstraint(
                fields=("submission", "number"), name="manuscript_number_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="submissionact",
            index=models.Index(fields=["submission", "id"], name="submissionact_of_a_submission"),
        ),
        migrations.AddConstraint(
            model_name="submissionact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "from_status__in",
                        [
                            "unconfirmed",
                            "draft",
                            "submitted",
                            "in_review",
                            "changes_requested",
                            "resubmitted",
                            "accepted",
                            "declined",
                            "withdrawn",
                            "expired",
                        ],
                    ),
                    (
                        "to_status__in",
                        [
                            "unconfirmed",
                            "draft",
                            "submitted",
                            "in_review",
                            "changes_requested",
                            "resubmitted",
                            "accepted",
                            "declined",
                            "withdrawn",
                            "expired",
                        ],
                    ),
                ),
                name="submissionact_statuses_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionact",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_private", False), ("by__isnull", False), _connector="OR"),
                name="submissionact_private_is_an_editors",
            ),
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_the_record()",
                f"DROP TRIGGER {table}_stands ON {table}",
            )
            for table in TABLES
        ),
    ]
