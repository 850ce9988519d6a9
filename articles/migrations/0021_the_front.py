import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# What the desk kept of its front is what readers saw: only that a line-up was dropped is added.
STANDS = {
    "articles_slot": "UPDATE OR DELETE",
    "articles_lineup": "DELETE OR UPDATE OF name, starts_at, strips, based_on_id, restored_from_id,"
    " created_at, created_by_id",
}


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_versions_of_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LineUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=80)),
                (
                    "starts_at",
                    models.DateTimeField(help_text="New York time. A draft has none.", null=True),
                ),
                (
                    "strips",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="The ids of the sections with a strip, in order; none: those of the navigation.",
                        null=True,
                        size=None,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "dropped_at",
                    models.DateTimeField(
                        help_text="When it was replaced or discarded before readers saw it.",
                        null=True,
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="articles.lineup",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "restored_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.lineup",
                    ),
                ),
            ],
            options={
                "verbose_name": "line-up",
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("top", "Top"),
                            ("opinion", "Opinion"),
                            ("strip", "Section strip"),
                        ],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("headline", models.CharField(blank=True, max_length=250)),
                ("dek", models.CharField(blank=True, max_length=500)),
                (
                    "until",
                    models.DateTimeField(
                        help_text="New York time. From then on the slot fills itself.", null=True
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="articles.article",
                    ),
                ),
                (
                    "line_up",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="articles.lineup",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="articles.photo",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BreakingNews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=140)),
                ("ends_at", models.DateTimeField(help_text="New York time.", verbose_name="ends")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaking_news",
                        to="articles.article",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "breaking news",
                "indexes": [models.Index(fields=["ends_at"], name="breakingnews_showing")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gte", models.F("created_at"))),
                        name="breakingnews_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="lineup",
            index=models.Index(
                models.OrderBy(models.F("starts_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("dropped_at", None)),
                name="lineup_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dropped_at", None),
                    ("starts_at", None),
                    ("dropped_at__lt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="lineup_dropped_before_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("line_up", "zone", "section", "position"),
                name="slot_one_a_place",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("line_up", "article"), name="slot_once_an_article"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("position__range", (1, 1)), ("zone", "lead")),
                    models.Q(("position__range", (1, 4)), ("zone", "top")),
                    models.Q(("position__range", (1, 5)), ("zone", "opinion")),
                    models.Q(("position__range", (1, 4)), ("zone", "strip")),
                    _connector="OR",
                ),
                name="slot_is_on_the_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("section__isnull", False), ("zone", "strip")),
                    models.Q(models.Q(("zone", "strip"), _negated=True), ("section", None)),
                    _connector="OR",
                ),
                name="slot_of_a_strip_has_a_section",
            ),
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_stands BEFORE {acts} ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_the_record()",
                f"DROP TRIGGER {table}_stands ON {table}",
            )
            for table, acts in STANDS.items()
        ),
    ]
