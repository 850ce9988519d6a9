"""
Three foreign keys whose index a unique constraint begins with, and the index of what is typed
without its time: every keeping wrote to it.
"""

import django.db.models.deletion
from django.db import migrations, models

# (model, field, its name backwards, its target, its index)
DOUBLED = [
    (
        "presence",
        "article",
        "presences",
        "articles.article",
        "articles_presence_article_id_e3b853cd",
    ),
    (
        "revision",
        "article",
        "revisions",
        "articles.article",
        "articles_revision_article_id_2d2af917",
    ),
    (
        "revisionbyline",
        "revision",
        "bylines",
        "articles.revision",
        "articles_revisionbyline_revision_id_0c1fcea6",
    ),
]


def without_its_index(
    model: str, name: str, relation: str, target: str, index: str
) -> migrations.SeparateDatabaseAndState:
    # Django would make the foreign key anew as well, and lock both tables while it is checked.
    return migrations.SeparateDatabaseAndState(
        [
            migrations.RunSQL(
                f"DROP INDEX {index}", f"CREATE INDEX {index} ON articles_{model} ({name}_id)"
            )
        ],
        [
            migrations.AlterField(
                model_name=model,
                name=name,
                field=models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name=relation,
                    to=target,
                ),
            )
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_names_of_the_gate")]

    operations = [
        *(without_its_index(*key) for key in DOUBLED),
        migrations.RemoveIndex(model_name="autosave", name="autosave_newest"),
        migrations.AddIndex(
            model_name="autosave",
            index=models.Index(fields=["user", "article"], name="autosave_of_a_person"),
        ),
    ]
