"""
A byline and a tag carry their article's publication time, equal by composite foreign key.

Django's own foreign keys on `article` remain for the ORM; these two keep `publish_at` true when
the article's changes, and refuse a row for an article that has none.
"""

from django.db import migrations


def add_key(table: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ADD CONSTRAINT {name}
        FOREIGN KEY (article_id, publish_at) REFERENCES articles_article (id, publish_at)
        ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
        """,
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_newspaper")]
    operations = [
        add_key("articles_byline", "byline_at_its_articles_time"),
        add_key("articles_taggedarticle", "tag_at_its_articles_time"),
    ]
