import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from algemeiner.policy import Role
from tests.factories import UserFactory, make_article
from tests.markup import element, elements, texts


@pytest.fixture
def client():
    """A client that is shown what a browser would be shown."""
    return Client(raise_request_exception=False)


@pytest.fixture(params=[OperationalError, InterfaceError])
def no_database(request, monkeypatch):
    def refuse(self):
        raise request.param("connection refused: host db.example, user paper")

    monkeypatch.setattr(DatabaseWrapper, "ensure_connection", refuse)


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/2020/07/19/rain/",
        "/category/city/",
        "/tag/rain/",
        "/author/ida-roth/",
        "/2020/",
        "/search/?q=rain",
        "/feed/",
        "/sitemap.xml",
        "/contact/",
        "/join/",
        "/about/",
        "/no/such/page/",
        "/accounts/login/",
        "/readyz",
    ],
)
def test_without_its_database_the_paper_says_so_in_its_own_look(no_database, client, url):
    response = client.get(url)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert element(response, ".error-page").attrs["data-status"] == "503"
    assert texts(response, "h1") == ["The presses are stopped for a moment"]
    assert [link.attrs["href"] for link in elements(response, "link[rel=stylesheet]")] == [
        "/static/css/paper.css"
    ]
    assert len(texts(response, "header")) == len(texts(response, "footer")) == 1
    assert "db.example" not in response.content.decode()


@pytest.mark.parametrize(("url", "text"), [("/healthz", "ok\n"), ("/csrf/", None)])
def test_what_needs_no_database_goes_on(no_database, client, url, text):
    response = client.get(url)
    assert response.status_code == 200
    assert text is None or response.content.decode() == text


def test_a_sent_form_is_not_lost_without_a_word(no_database, client):
    words = {"topic": "tip", "name": "Sarah", "email": "s@example.org", "message": "Closed."}
    assert client.post("/contact/", words).status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("connection lost"), 503), (DatabaseError("a bug"), 400)]
)
def test_a_database_that_goes_away_after_the_work_is_no_fault_of_the_sender(
    client, monkeypatch, settings, error, status
):
    """Their work may be kept: only the session could not be written any more."""
    settings.SESSION_SAVE_EVERY_REQUEST = True
    client.force_login(UserFactory(role=Role.EDITOR))

    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr(Session, "save", refuse)
    assert client.get("/admin/").status_code == status


@pytest.mark.parametrize("error", [psycopg.OperationalError, psycopg.InterfaceError])
@pytest.mark.django_db
def test_what_django_lets_through_of_the_driver_is_the_database_too(client, monkeypatch, error):
    def closed():
        raise error("server closed the connection unexpectedly")

    monkeypatch.setattr("articles.views.home.front_now", closed)
    assert client.get("/").status_code == 503


@pytest.mark.parametrize("error", [ValueError("a bug"), DatabaseError("a bug")])
def test_a_bug_of_ours_is_a_500_in_the_look_that_tells_nothing(client, monkeypatch, error):
    def broken():
        raise error

    monkeypatch.setattr("articles.views.home.front_now", broken)
    response = client.get("/")
    assert response.status_code == 500
    assert element(response, ".error-page").attrs["data-status"] == "500"
    assert "a bug" not in response.content.decode()
    assert "Retry-After" not in response.headers


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_has_every_migration(client, monkeypatch):
    ready = client.get("/readyz")
    assert (ready.status_code, ready.content) == (200, b"ready\n")
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["a", "b"])
    behind = client.get("/readyz")
    assert (behind.status_code, behind.content) == (503, b"2 migrations are not applied\n")


@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_probe_is_never_answered_from_a_cache(client, url):
    response = client.get(url)
    assert "no-store" in response.headers["Cache-Control"]
    assert client.post(url).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "status"),
    [("/2020/?before=junk", 400), ("/category/city/?before=junk", 400), ("/no/", 404)],
)
def test_other_error_pages_keep_the_look(client, url, status):
    make_article()
    response = client.get(url)
    assert response.status_code == status
    assert element(response, ".error-page").attrs["data-status"] == str(status)
    assert element(response, "meta[name=robots]").attrs["content"] == "noindex"
    assert len(texts(response, "header")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "words"),
    [("/admin/articles/article/add/", "nothing is lost"), ("/contact/", "copy what you wrote")],
)
def test_a_form_with_an_old_token_says_where_its_text_is(path, words):
    response = Client(enforce_csrf_checks=True).post(path, {"headline": "Rain"})
    assert (response.status_code, words in response.content.decode()) == (403, True)
