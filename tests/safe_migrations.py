"""
What `make check` asks of the migrations since the last release: none may lock a large table for
long, or take from under the old code what it still uses. `python -m tests.safe_migrations`.

An index is made by AddIndexConcurrently in a migration of its own (atomic = False), a constraint as
NOT VALID first, a column goes one release after the last code that asked for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import django
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from algemeiner.devdb import provide
from algemeiner.environment import data_dir

# The newest migration of each app in the last release. Nothing is released yet, and what a paper
# begins with locks no table that has anything in it.
RELEASED: dict[str, str] = {}


def problems() -> Iterator[str]:
    """What is wrong with the migrations since the last release, one line each."""
    from django.db import connection

    loader = MigrationLoader(connection)
    for app, last in RELEASED.items():
        for (label, name), migration in sorted(loader.disk_migrations.items()):
            if label == app and name > last:
                yield from (f"{app}.{name}: {fault}" for fault in faults(migration, loader))


def faults(migration: Migration, loader: MigrationLoader) -> list[str]:
    from django_migration_linter.sql_analyser.analyser import analyse_sql_statements
    from django_migration_linter.sql_analyser.postgresql import PostgresqlAnalyser

    statements = _statements(migration, loader)
    errors, _, warnings = analyse_sql_statements(PostgresqlAnalyser, statements)
    return [issue.message for issue in (*errors, *warnings)]


def _statements(migration: Migration, loader: MigrationLoader) -> list[str]:
    """As sqlmigrate writes them, without its comments."""
    before = loader.project_state((migration.app_label, migration.name), at_end=False)
    from django.db import connection

    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(before, editor, collect_sql=True)
    lines = [line for line in editor.collected_sql if not line.startswith("--")]
    return ["BEGIN;", *lines, "COMMIT;"] if migration.atomic else lines


def main() -> None:
    os.environ.setdefault("ENV", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "algemeiner.settings")
    with provide(data_dir()):
        django.setup()
        found = list(problems())
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
