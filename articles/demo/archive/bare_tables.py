"""Tables that are filled by the million lie bare meanwhile: indexes are quicker made afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

# Those that no constraint of the table itself stands on.
INDEXES = """
SELECT format('DROP INDEX %%s', index.indexrelid::regclass), pg_get_indexdef(index.indexrelid)
FROM pg_index AS index
WHERE index.indrelid = ANY(%(tables)s::regclass[]) AND NOT EXISTS (
    SELECT FROM pg_constraint WHERE conindid = index.indexrelid
)
ORDER BY index.indexrelid
"""
FOREIGN_KEYS = """
SELECT
    format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format(
        'ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
        conrelid::regclass, conname, pg_get_constraintdef(oid)
    )
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%(tables)s::regclass[])
ORDER BY oid
"""


@contextmanager
def bare(tables: Sequence[str]) -> Iterator[None]:
    """
    Within the block, and within the transaction that must be open, `tables` have no foreign keys
    and no indexes but those of their own constraints. What fails or is killed leaves all in place.
    """
    with connection.cursor() as cursor:
        # A table with checks that are still to come cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(FOREIGN_KEYS, {"tables": list(tables)})
        found = cursor.fetchall()
        cursor.execute(INDEXES, {"tables": list(tables)})
        found += cursor.fetchall()
        for drop, _ in found:
            cursor.execute(drop)
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        for _, make in reversed(found):
            cursor.execute(make)
