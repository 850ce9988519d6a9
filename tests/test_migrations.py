"""The whole chain of migrations, forwards and backwards, under a newsroom with something in it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article, AuditEntry, Revision, Site
from authors.models import Author, User
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)

NAME = "migrated"
APPS = ("articles", "authors")
FIRST_WITH_TABLES = 2  # articles.0001 has none; what is before it keeps nothing


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker):
    """One in which nothing was ever migrated, in the place of the tests' own."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_{NAME}"
    with django_db_blocker.unblock():
        create, drop = f'CREATE DATABASE "{name}"', f'DROP DATABASE IF EXISTS "{name}"'
        execute_outside(drop, create)
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own
            execute_outside(drop)


def execute_outside(*statements):
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def migrate(app=None, name=None):
    """To one migration of an app, or to the newest of all."""
    executor = MigrationExecutor(connection)
    executor.migrate([(app, name)] if app else executor.loader.graph.leaf_nodes())


def steps(app):
    return sorted(
        name for label, name in MigrationExecutor(connection).loader.graph.nodes if label == app
    )


def make_newsroom():
    """Something in every table that an article has to do with."""
    now = timezone.now()
    editor = UserFactory(role=Role.MANAGING_EDITOR)
    written = {
        "lead_photo": PhotoFactory(),
        "authors": [AuthorFactory(), AuthorFactory()],
        "tags": [TagFactory(), TagFactory()],
    }
    changed = make_article(**written)
    newer = copy(headline="Changed", slug="changed", **written)
    workflow.save(changed, newer, based_on=changed.working_copy_id, by=editor)
    workflow.publish(changed, by=editor)
    workflow.withdraw(make_article(), by=editor, notice="It was wrong.", reason="It was.")
    make_article(publish_at=now + timedelta(days=1))
    workflow.submit(make_draft(section=SectionFactory(slug="books")), by=editor)
    PageFactory()


def held():
    """What there is, by its key: nothing of it may be lost on the way."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Article, Revision, AuditEntry, Author, User, Site)
    }


def test_the_chain_goes_forwards_and_backwards_under_a_newsroom(empty_database):
    migrate()
    make_newsroom()
    before = held()
    assert all(before.values())
    newest = steps("articles")[-1]
    for step in reversed(steps("articles")[FIRST_WITH_TABLES - 1 : -1]):
        migrate("articles", step)
    migrate()
    assert MigrationExecutor(connection).loader.applied_migrations.keys() >= {("articles", newest)}
    after = held()
    assert {model: len(rows) for model, rows in after.items()} == {
        model: len(rows) for model, rows in before.items()
    }
    assert after["Article"] == before["Article"]

    for app in APPS:
        migrate(app, None)
    assert not {table for table in connection.introspection.table_names() if table.startswith(APPS)}
    migrate()
    assert Article.objects.count() == 0
