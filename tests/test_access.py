"""Every address, for every role, in every status: who is let in, and who learns nothing."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from algemeiner.policy import DESK_ROLES, Role
from articles.models import Article, Status
from tests.factories import UserFactory, make_article, make_submission
from tests.markup import elements
from tests.test_conventions import patterns

pytestmark = pytest.mark.django_db

EVERYBODY = [None, *Role]
OUTSIDE = [None, *(role for role in Role if role not in DESK_ROLES)]


def log_in(client, role):
    if role is not None:
        client.force_login(UserFactory(role=role))


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize(
    ("status", "hours", "answer"),
    [
        (Status.PUBLISHED, -1, 200),
        (Status.PUBLISHED, 1, 404),
        (Status.WITHDRAWN, -1, 410),
        (Status.WITHDRAWN, 1, 404),
        (Status.DRAFT, -1, 404),
        (Status.SUBMITTED, -1, 404),
        (Status.APPROVED, -1, 404),
    ],
)
def test_readers_pages_are_the_same_for_everybody(client, role, status, hours, answer):
    """A newsroom role sees at a public address what every reader sees, and no more."""
    article = make_article(headline="A Word Nobody Else Has")
    Article.objects.update(status=status, publish_at=timezone.now() + timedelta(hours=hours))
    article.refresh_from_db()
    log_in(client, role)
    response = client.get(article.get_absolute_url())
    assert response.status_code == answer
    shown = [
        url
        for url in ["/", "/category/city/", "/feed/", "/search/?q=word"]
        if article.get_absolute_url() in client.get(url).content.decode()
    ]
    assert len(shown) == (4 if answer == 200 else 0)


def desk_addresses():
    """Every address of the desk, with an object's where one is needed."""
    article = make_article()
    found = []
    for pattern in admin.site.get_urls():
        for inner in getattr(pattern, "url_patterns", [pattern]):
            if not getattr(inner, "name", None) or inner.name in ("login", "logout"):
                continue
            for args in ([], [article.pk], ["articles"], [1, 1], ["anything"]):
                try:
                    found.append(reverse(f"admin:{inner.name}", args=args))
                    break
                except NoReverseMatch:
                    continue
    return found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", OUTSIDE)
def test_the_desk_opens_for_nobody_from_outside(client, role, method):
    addresses = desk_addresses()
    assert len(addresses) > 40
    log_in(client, role)
    answers = {url: getattr(client, method)(url) for url in addresses}
    assert {url: answer for url, answer in answers.items() if not is_shut(answer)} == {}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.MANAGING_EDITOR])
def test_nothing_of_the_desk_opens_without_the_second_factor(client, settings, role, method):
    settings.REQUIRE_SECOND_FACTOR = True
    addresses = desk_addresses()
    log_in(client, role)
    answers = {url: getattr(client, method)(url) for url in addresses}
    elsewhere = {
        url: answer
        for url, answer in answers.items()
        if not answer.headers.get("Location", "").startswith("/accounts/second-factor/?next=")
    }
    assert elsewhere == {}


def contributors_addresses():
    """Every address that is for contributors, of a piece that is nobody's who asks."""
    piece = make_submission()
    found = []
    for pattern in patterns(get_resolver()):
        if getattr(pattern.callback, "access", "") == "contributor":
            wanted = pattern.pattern.converters
            args = {"pk": piece.pk, "name": "withdraw"}
            given = {name: args[name] for name in wanted}
            found.append((reverse(f"articles:{pattern.name}", kwargs=given), bool(given)))
    return found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", EVERYBODY)
def test_a_contributors_pages_open_for_contributors_and_pieces_for_their_senders(
    client, role, method
):
    addresses = contributors_addresses()
    assert len(addresses) > 8
    log_in(client, role)
    for url, is_of_a_piece in addresses:
        response = getattr(client, method)(url)
        if role is None:
            assert response.headers["Location"].startswith("/accounts/login/?next=/contribute/")
        elif role in DESK_ROLES:
            assert response.status_code == 403
        elif is_of_a_piece:
            assert response.status_code == 404
        else:
            assert response.status_code in (200, 204, 405)


def is_shut(response):
    return response.status_code == 302 and response.headers["Location"].startswith("/admin/login/")


def test_who_logs_in_from_outside_is_told_that_it_is_not_for_them(client):
    log_in(client, Role.CONTRIBUTOR)
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert elements(response, ".error-page[data-status=403]") != []


def test_who_is_not_logged_in_is_led_to_the_one_log_in(client):
    response = client.get("/admin/articles/article/", follow=True)
    assert [url for url, _ in response.redirect_chain][-1].startswith("/accounts/login/?next=")
    assert elements(response, "input[type=password]") != []


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_the_desk_opens_for_the_newsroom(client, role):
    log_in(client, role)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/articles/article/").status_code == 200
