from django.db import migrations

# What Django's createcachetable makes, here because a log-in needs it from the first request on.
CREATE = """
CREATE TABLE "cache" (
    "cache_key" varchar(255) NOT NULL PRIMARY KEY,
    "value" text NOT NULL,
    "expires" timestamp with time zone NOT NULL
);
CREATE INDEX "cache_expires" ON "cache" ("expires");
"""


class Migration(migrations.Migration):
    dependencies = [("authors", "0003_sections_of_an_editor")]

    operations = [migrations.RunSQL(CREATE, 'DROP TABLE "cache"')]
