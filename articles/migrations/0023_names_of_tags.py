"""
Other names of tags, and what merged ones have become. No two tags share a name of either sort:
within a table a constraint sees to it, between the two of them a trigger does.
"""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

ALONE = """
CREATE FUNCTION refuse_a_name_of_two_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever else is naming a tag has ended before we look. One lock for all names: one for each
  -- would run out of them where a transaction makes thousands.
  PERFORM pg_advisory_xact_lock(hashtext('the names of tags'));
  IF TG_TABLE_NAME = 'articles_tag' THEN
    PERFORM FROM articles_tagsynonym WHERE upper(name) = upper(NEW.name) AND tag_id <> NEW.id;
  ELSE
    PERFORM FROM articles_tag WHERE upper(name) = upper(NEW.name);
  END IF;
  IF FOUND THEN
    RAISE EXCEPTION 'another tag is called that'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'tag_has_its_names_alone';
  END IF;
  RETURN NEW;
END
$$
"""
TABLES = ["articles_tag", "articles_tagsynonym"]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0022_desk_entries"),
        ("authors", "0004_shared_cache"),
    ]

    operations = [
        migrations.CreateModel(
            name="MergedTag",
            fields=[
                ("old_id", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
            options={"ordering": ["old_id"]},
        ),
        migrations.CreateModel(
            name="TagSynonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="redirect",
            name="redirect_to_one_thing",
        ),
        migrations.AlterField(
            model_name="tag",
            name="description",
            field=models.CharField(
                blank=True, help_text="Readers see it on the tag’s page.", max_length=300
            ),
        ),
        migrations.AddConstraint(
            model_name="redirect",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.LessThanOrEqual(
                    models.Func(
                        "article",
                        "section",
                        "tag",
                        "author",
                        "page",
                        function="num_nonnulls",
                        output_field=models.IntegerField(),
                    ),
                    1,
                ),
                name="redirect_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("name"),
                name="tag_name_once",
                violation_error_message="There is a tag of this name already.",
            ),
        ),
        migrations.AddField(
            model_name="mergedtag",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="merged",
                to="articles.tag",
            ),
        ),
        migrations.AddField(
            model_name="tagsynonym",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="synonyms",
                to="articles.tag",
            ),
        ),
        migrations.AddIndex(
            model_name="tagsynonym",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                ),
                name="tagsynonym_found_by_letters",
            ),
        ),
        migrations.AddConstraint(
            model_name="tagsynonym",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("name"), name="tagsynonym_name_once"
            ),
        ),
        migrations.RunSQL(ALONE, "DROP FUNCTION refuse_a_name_of_two_tags()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_name_alone BEFORE INSERT OR UPDATE OF name ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_a_name_of_two_tags()",
                f"DROP TRIGGER {table}_name_alone ON {table}",
            )
            for table in TABLES
        ),
    ]
