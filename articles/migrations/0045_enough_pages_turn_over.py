"""
A transaction that has said `site`, which is every page, says no more: the triggers of
`pages_turn_over` cost a large import next to nothing then.
"""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("articles.migrations.0040_pages_turn_over")
ENOUGH = """BEGIN
  IF coalesce(nullif(current_setting('algemeiner.told', true), ''), '0')::integer > 100 THEN
    RETURN NULL;
  END IF;
"""


def replaced(function: str, opening: str) -> str:
    function = function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    return function.replace("BEGIN\n", opening, 1)


class Migration(migrations.Migration):
    dependencies = [("articles", "0044_search_by_facts")]
    operations = [
        migrations.RunSQL(replaced(function, ENOUGH), replaced(function, "BEGIN\n"))
        for function in (EARLIER.ARTICLE, EARLIER.ROW)
    ]
