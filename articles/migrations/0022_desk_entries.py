import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

CONFIGURE = """
CREATE TEXT SEARCH CONFIGURATION paper_words (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION paper_words
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
"""
# As DeskEntry.objects.keep wrote them when this was written, for every article there is.
FILL = """
INSERT INTO articles_deskentry (article_id, at, expires_at, facets, words)
SELECT
    article.id,
    coalesce(article.publish_at, copy.created_at),
    article.expires_at,
    array_remove(
        ARRAY[
            'status:' || article.status,
            'kind:' || copy.kind,
            'section:' || copy.section_id,
            'holder:' || article.assigned_to_id,
            CASE WHEN article.status = 'published' AND copy.id <> article.live_revision_id
                THEN 'changed' END
        ]
        || ARRAY(SELECT 'author:' || author_id FROM articles_revisionbyline
            WHERE revision_id = copy.id)
        || ARRAY(SELECT 'tag:' || tag_id FROM articles_revision_tags
            WHERE revision_id = copy.id),
        NULL
    ),
    to_tsvector('paper_words', translate(
        concat_ws(
            ' ', copy.kicker, copy.headline, copy.dek, copy.slug, article.headline, article.slug,
            (SELECT string_agg(author.name, ' ') FROM articles_revisionbyline AS byline
                JOIN authors_author AS author ON author.id = byline.author_id
                WHERE byline.revision_id = copy.id)
        ),
        '-/.:@_&<>', '         '
    ))
FROM articles_article AS article
JOIN articles_revision AS copy ON copy.id = article.working_copy_id
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_the_front")]

    operations = [
        migrations.RunSQL(CONFIGURE, "DROP TEXT SEARCH CONFIGURATION paper_words"),
        migrations.CreateModel(
            name="DeskEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_entry",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="“section:3”, “status:draft” …",
                        size=None,
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        # So that the foreign key is checked before the table is altered again.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="deskentry",
            index=models.Index(
                models.F("at").desc(), models.F("article").desc(), name="deskentry_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="deskentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["facets", "words"], name="deskentry_found_by"
            ),
        ),
        migrations.AddIndex(
            model_name="deskentry",
            index=models.Index(
                condition=models.Q(expires_at__isnull=False),
                fields=["expires_at"],
                name="deskentry_expiry",
            ),
        ),
    ]
