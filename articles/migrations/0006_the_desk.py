import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_plausible_times_and_fewer_indexes"),
        ("authors", "0002_author_portrait"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Autosave",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "fields",
                    models.JSONField(help_text="The form’s fields: lists of strings by name."),
                ),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-saved_at"],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("minor", "Minor"),
                            ("update", "Update"),
                            ("correction", "Correction"),
                        ],
                        default="update",
                        max_length=20,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="What readers are told of it. A correction must.",
                        max_length=2000,
                    ),
                ),
                (
                    "placement",
                    models.CharField(
                        choices=[("top", "Above the text"), ("foot", "Below the text")],
                        default="foot",
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="GateRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_name", models.CharField(max_length=40, verbose_name="check")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("news", "News"),
                            ("opinion", "Opinion"),
                            ("feature", "Feature"),
                            ("analysis", "Analysis"),
                            ("review", "Review"),
                            ("obituary", "Obituary"),
                            ("press_release", "Press release"),
                            ("sponsored", "Sponsored"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("off", "Not asked"),
                            ("advisory", "Advice"),
                            ("blocking", "Required"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["check_name", "kind", "section"],
            },
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=2000, unique=True)),
                ("checked_at", models.DateTimeField()),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        help_text="Its HTTP status; none where nothing answered.", null=True
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True, help_text="Empty for a good link.", max_length=200
                    ),
                ),
            ],
            options={
                "ordering": ["url"],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("text", models.TextField(max_length=5000)),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlannedUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("minor", "Minor"),
                            ("update", "Update"),
                            ("correction", "Correction"),
                        ],
                        default="update",
                        max_length=20,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="What readers are told of it. A correction must.",
                        max_length=2000,
                    ),
                ),
                (
                    "placement",
                    models.CharField(
                        choices=[("top", "Above the text"), ("foot", "Below the text")],
                        default="foot",
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(help_text="New York time.")),
                (
                    "override",
                    models.TextField(blank=True, help_text="Why the publish gate was overridden."),
                ),
                ("applied_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("problem", models.TextField(blank=True, help_text="Why it could not be applied.")),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        help_text="Who is given the link; for the record.",
                        max_length=120,
                        verbose_name="for whom",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PreviewUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("address", models.GenericIPAddressField(null=True)),
                ("agent", models.CharField(blank=True, max_length=200, verbose_name="browser")),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles_assigned",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="due_at",
            field=models.DateTimeField(blank=True, help_text="New York time.", null=True),
        ),
        migrations.AddField(
            model_name="article",
            name="embargo_list",
            field=models.ManyToManyField(
                blank=True,
                help_text="Who may see it before its embargo ends.",
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="details",
            field=models.JSONField(
                blank=True,
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="What else belongs to the act: words by name.",
            ),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="audit_entries_about",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="audit_entries",
                to="articles.article",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("embargo_until__isnull", False)),
                fields=["embargo_until"],
                name="article_embargo",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="article_due"
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("embargo_until__isnull", False)),
                fields=["embargo_until"],
                name="revision_embargo",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("article__isnull", False), ("person__isnull", False), _connector="OR"
                ),
                name="auditentry_is_about_something",
            ),
        ),
        migrations.AddField(
            model_name="autosave",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="autosaves",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="autosave",
            name="based_on",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="autosave",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="autosaves",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="after",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="before",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="supersedes",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="articles.change",
            ),
        ),
        migrations.AddField(
            model_name="gaterule",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="articles.section",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plannedupdate",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="planned_updates",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="plannedupdate",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plannedupdate",
            name="live",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="plannedupdate",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presences",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="preview_links",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="previewuse",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uses",
                to="articles.previewlink",
            ),
        ),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.UniqueConstraint(
                fields=("user", "article"), name="autosave_one_a_person"
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                models.OrderBy(models.F("at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("kind", "correction")),
                name="change_corrections_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["minor", "update", "correction"])),
                name="change_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("placement__in", ["top", "foot"])),
                name="change_placement_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "correction"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="change_correction_has_a_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes", None),
                    models.Q(("supersedes", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="change_supersedes_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="gaterule",
            constraint=models.UniqueConstraint(
                fields=("check_name", "kind", "section"),
                name="gaterule_once_a_place",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="gaterule",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["off", "advisory", "blocking"])),
                name="gaterule_level_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="gaterule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", ""),
                    (
                        "kind__in",
                        [
                            "news",
                            "opinion",
                            "feature",
                            "analysis",
                            "review",
                            "obituary",
                            "press_release",
                            "sponsored",
                        ],
                    ),
                    _connector="OR",
                ),
                name="gaterule_kind_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="plannedupdate",
            index=models.Index(
                condition=models.Q(("applied_at", None), ("cancelled_at", None)),
                fields=["at"],
                name="plannedupdate_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["minor", "update", "correction"])),
                name="plannedupdate_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(("placement__in", ["top", "foot"])),
                name="plannedupdate_placement_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "correction"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="plannedupdate_correction_has_a_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedupdate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("applied_at", None), ("cancelled_at", None)),
                fields=("article",),
                name="plannedupdate_one_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                fields=("article", "user"), name="presence_once_a_person"
            ),
        ),
    ]
