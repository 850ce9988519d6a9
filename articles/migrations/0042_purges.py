"""What turns over is kept for the caches in front, where an operator has named one (PURGE_URL)."""

from django.db import migrations, models

TELL = """
CREATE OR REPLACE FUNCTION turn_pages_over(tags text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  told integer := coalesce(nullif(current_setting('algemeiner.told', true), ''), '0')::integer;
  said text := CASE WHEN told < 100 AND length(tags) < 7000 THEN tags ELSE 'site' END;
BEGIN
  IF tags = '' THEN
    RETURN;
  END IF;
  PERFORM pg_notify('readers_pages', said);
  IF told > 100 THEN
    RETURN;
  END IF;
  PERFORM set_config('algemeiner.told', (told + 1)::text, true);
  {purges}
END
$$
"""
# One job a transaction; it takes all that there is.
PURGES = """
  IF current_setting('algemeiner.purges', true) = 'on' THEN
    INSERT INTO articles_purge (tags, at) VALUES (said, clock_timestamp());
    IF told = 0 THEN
      INSERT INTO procrastinate_jobs (queue_name, task_name, priority)
      VALUES ('announcements', 'articles.tasks.purge', 5);
    END IF;
  END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0041_series"), ("procrastinate", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Purge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tags", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunSQL(TELL.format(purges=PURGES), TELL.format(purges="")),
    ]
