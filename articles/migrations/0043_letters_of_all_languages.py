"""
What the search column is to name: one letter for each that is written in several ways.

`paper_bare` is articles.hebrew.bare, in the database. It is made of PostgreSQL's own functions
alone, by their plain names, so that a dump is restored whatever the search path is. English words
and accents are the same in texts of all languages.
"""

from django.db import migrations

CREATE = r"""
CREATE FUNCTION paper_bare(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN $1 ~ '[\u0590-\u05ff]' THEN regexp_replace(
        replace(replace(replace(
            regexp_replace(
                translate($1, U&'\05BE', ' '),
                '[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05f3\u05f4]', '', 'g'
            ),
            U&'\05F0', U&'\05D5\05D5'), U&'\05F1', U&'\05D5\05D9'), U&'\05F2', U&'\05D9\05D9'),
        '(?<=[\u05d0-\u05ea])[''"\u2019\u201d](?=[\u05d0-\u05ea])', '', 'g')
    ELSE $1 END
$$;
ALTER TEXT SEARCH CONFIGURATION paper_hebrew
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION paper_yiddish (COPY = yiddish);
ALTER TEXT SEARCH CONFIGURATION paper_yiddish
    ALTER MAPPING FOR asciiword, hword_asciipart, asciihword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION paper_yiddish
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, yiddish_stem;
"""
DROP = """
DROP TEXT SEARCH CONFIGURATION paper_yiddish;
ALTER TEXT SEARCH CONFIGURATION paper_hebrew ALTER MAPPING FOR hword, hword_part, word WITH simple;
DROP FUNCTION paper_bare(text);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0042_purges")]
    operations = [migrations.RunSQL(CREATE, DROP)]
