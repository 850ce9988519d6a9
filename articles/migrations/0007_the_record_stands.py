"""Nobody edits the record: PostgreSQL refuses to change or delete audit entries and changes."""

from django.db import migrations

TABLES = ["articles_auditentry", "articles_change"]

GUARD = """
CREATE FUNCTION refuse_to_rewrite_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record is never rewritten' USING ERRCODE = 'restrict_violation';
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_the_desk")]
    operations = [
        migrations.RunSQL(GUARD, "DROP FUNCTION refuse_to_rewrite_the_record()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_the_record()",
                f"DROP TRIGGER {table}_stands ON {table}",
            )
            for table in TABLES
        ),
    ]
