"""
How the tests run: in development's settings, against the embedded PostgreSQL or DATABASE_URL,
with no network but loopback.
"""

import os
import time
from contextlib import ExitStack

import django
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from algemeiner import recaptcha_standin
from algemeiner.devdb import DevDatabaseError, provide
from algemeiner.environment import data_dir

os.environ["ENV"] = "development"
os.environ["CACHE_URL"] = "locmemcache://"  # which tests without a database can empty
os.environ["CONN_MAX_AGE"] = "0"  # the live server leaves no connection to a database that goes
os.environ["DJANGO_SETTINGS_MODULE"] = "algemeiner.settings"

database = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Before pytest-django reads the settings. Workers inherit DATABASE_URL from their parent."""
    try:
        database.enter_context(provide(data_dir()))
    except DevDatabaseError as problem:
        pytest.exit(str(problem), returncode=1)
    django.setup()


# The longest, so that no worker is left alone with one of them at the end.
FIRST = ("tests/faults/", "tests/test_run.py", "tests/test_migrations.py", "tests/browser/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    database.close()


@pytest.fixture(autouse=True)
def plain_files(settings, tmp_path):
    """
    Static files by their own names, photos in a directory of the test's, mail in memory, passwords
    that take no time to check, and nothing counted or cached by the test before.
    """
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.STATIC_ROOT = tmp_path  # must be there, where nothing was ever collected too
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KEEP_READS_EVERY = 0  # no thread writes beside a test
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


QUIET = 5  # looks in a row at which nobody asks the database anything


def wait_for_requests(cursor):
    """Until no last word of a page that was left is still on its way into the tables."""
    deadline, quiet = time.monotonic() + 10, 0
    while quiet < QUIET and time.monotonic() < deadline:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND (state = 'active' OR state LIKE 'idle in %')"
            " AND backend_type = 'client backend'"
        )
        quiet = quiet + 1 if cursor.fetchone() == (0,) else 0
        time.sleep(0.03)


@pytest.fixture
def transactional_db(transactional_db, request):
    """Without the jobs that it leaves: what flushes the tables knows only Django's own."""
    yield
    with connection.cursor() as cursor:
        if "live_server" in request.fixturenames:
            wait_for_requests(cursor)
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@receiver(post_migrate)
def keep_the_paper_s_settings(sender, **kwargs) -> None:
    """A migration makes them, and a flush of the tables takes them away: for the next test, too."""
    if sender.label == "articles":
        apps.get_model("articles", "Site").objects.get_or_create(pk=1)


@pytest.fixture(scope="session", autouse=True)
def nobody_else_is_connected(django_db_setup, django_db_blocker):
    """A thread of the live server may still hold a connection when its database is to go."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def standin(settings):
    """reCAPTCHA's stand-in, which answers as it is told to; the site waits half a second."""
    settings.SITE_URL = "http://localhost:8000"
    settings.RECAPTCHA_TIMEOUT = 0.5
    with recaptcha_standin.start() as running:
        settings.RECAPTCHA_VERIFY_URL = running.verify_url
        yield running
