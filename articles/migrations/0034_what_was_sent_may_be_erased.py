"""
What people sent in is never rewritten; it is deleted only by who says, for one transaction, that it
does what a person asked for: articles.contributing.personal_data.
"""

from django.db import migrations

TABLES = ["articles_manuscript", "articles_submissionact"]

GUARD = """
CREATE FUNCTION refuse_to_rewrite_what_was_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('algemeiner.erasing', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the record is never rewritten' USING ERRCODE = 'restrict_violation';
END
$$
"""


def trigger(table: str, function: str) -> str:
    return (
        f"DROP TRIGGER {table}_stands ON {table};"
        f" CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0033_links_of_guests")]
    operations = [
        migrations.RunSQL(GUARD, "DROP FUNCTION refuse_to_rewrite_what_was_sent()"),
        *(
            migrations.RunSQL(
                trigger(table, "refuse_to_rewrite_what_was_sent"),
                trigger(table, "refuse_to_rewrite_the_record"),
            )
            for table in TABLES
        ),
    ]
