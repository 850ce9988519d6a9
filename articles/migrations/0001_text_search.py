"""
Extensions and the text search configurations that the search column names.

Both extensions are trusted: the database's owner may create them. The configurations live in the
public schema by their plain names; `yiddish` is PostgreSQL's own.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

CREATE = """
CREATE TEXT SEARCH CONFIGURATION paper_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION paper_english
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION paper_hebrew (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION paper_hebrew
    ALTER MAPPING FOR asciiword, hword_asciipart, asciihword WITH english_stem;
"""
DROP = """
DROP TEXT SEARCH CONFIGURATION paper_english;
DROP TEXT SEARCH CONFIGURATION paper_hebrew;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(CREATE, DROP),
    ]
