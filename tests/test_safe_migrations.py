import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, models
from django.db.migrations import AddField, AddIndex, AlterField, Migration, RemoveField
from django.db.migrations.loader import MigrationLoader

from tests import safe_migrations
from tests.safe_migrations import faults, problems

INDEX = models.Index(fields=["updated_at"], name="article_updated")
SAFE = [
    AddIndexConcurrently("article", INDEX),
    AddField("article", "mood", models.CharField(max_length=9, default="", db_default="")),
    AddField("article", "asked_at", models.DateTimeField(null=True)),
]
UNSAFE = [
    AddIndex("article", INDEX),
    AddField("article", "mood", models.CharField(max_length=9, default="")),
    AlterField("article", "body", models.BinaryField()),
    RemoveField("article", "dek"),
]


def found(operation):
    loader = MigrationLoader(connection)
    (newest,) = loader.graph.leaf_nodes("articles")
    migration = Migration("0999_next", "articles")
    migration.operations, migration.dependencies = [operation], [newest]
    migration.atomic = not isinstance(operation, AddIndexConcurrently)
    loader.graph.add_node(("articles", "0999_next"), migration)
    loader.graph.add_dependency(migration, ("articles", "0999_next"), newest)
    return faults(migration, loader)


def test_what_locks_nothing_for_long_may_come(transactional_db, subtests):
    for operation in SAFE:
        with subtests.test(operation.describe()):
            assert found(operation) == []


@pytest.mark.parametrize("operation", UNSAFE, ids=lambda operation: operation.describe())
def test_what_locks_a_large_table_or_breaks_the_old_code_is_refused(db, operation):
    assert found(operation) != []


def test_migrations_since_the_last_release_are_asked(db, monkeypatch):
    assert list(problems()) == []
    released = {"articles": "0037_how_often_read", "authors": "0011_what_trust_means"}
    monkeypatch.setattr(safe_migrations, "RELEASED", released)
    named = {line.partition(":")[0] for line in problems()}
    assert named
    assert min(named) > "articles.0037"
