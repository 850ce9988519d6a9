from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Redirect
from tests.factories import (
    AuthorFactory,
    PageFactory,
    SectionFactory,
    TagFactory,
    make_article,
    make_draft,
)
from tests.markup import element

pytestmark = pytest.mark.django_db


def moved(path, **target):
    Redirect.objects.create(path=path, **target)


def answer(response):
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize(
    ("path", "target", "new"),
    [
        ("/category/old/", lambda: {"section": SectionFactory(slug="new")}, "/category/new/"),
        ("/tag/ישן/", lambda: {"tag": TagFactory(slug="new")}, "/tag/new/"),
        ("/author/old/", lambda: {"author": AuthorFactory(slug="new")}, "/author/new/"),
        ("/old/", lambda: {"page": PageFactory(slug="new")}, "/new/"),
    ],
)
def test_what_moved_is_found_at_its_new_address(client, path, target, new):
    moved(path, **target())
    assert answer(client.get(path)) == (301, new)
    assert answer(client.head(path)) == (301, new)
    assert answer(client.get(path + "?before=1-2&a=%D7%90")) == (301, new + "?before=1-2&a=%D7%90")


@pytest.mark.parametrize(
    ("path", "target", "new"),
    [
        ("/category/old/", lambda: {"section": SectionFactory(slug="new")}, "/category/new/feed/"),
        ("/tag/old/", lambda: {"tag": TagFactory(slug="new")}, "/tag/new/feed/"),
        ("/author/old/", lambda: {"author": AuthorFactory(slug="new")}, "/author/new/feed/"),
    ],
)
def test_its_feed_moves_with_it(client, path, target, new):
    moved(path, **target())
    assert answer(client.get(f"{path}feed/")) == (301, new)
    assert answer(client.get(f"{path}feed/atom/")) == (301, f"{new}atom/")
    assert client.get(f"{path}feed/atom/more/").status_code == 404


@pytest.mark.parametrize("slug", ["newsfeed", "exchanges", "feed", "changes"])
def test_a_page_s_own_name_may_end_as_what_hangs_under_others_does(client, slug):
    moved(f"/{slug}/", page=PageFactory(slug="new"))
    if slug != "feed":  # which the site has itself
        assert answer(client.get(f"/{slug}/")) == (301, "/new/")
    assert client.get(f"/{slug}/feed/").status_code == 404


def test_an_article_s_changes_move_with_it(client):
    article = make_article(slug="new")
    moved("/2008/01/02/old-slug/", article=article)
    assert answer(client.get("/2008/01/02/old-slug/changes/?before=1-2")) == (
        301,
        f"{article.get_absolute_url()}changes/?before=1-2",
    )
    for path in ["/2008/01/02/old-slug/feed/", "/2008/01/02/old-slug/changes/changes/"]:
        assert client.get(path).status_code == 404


def test_a_section_has_no_record_of_changes(client):
    moved("/category/old/", section=SectionFactory(slug="new"))
    assert client.get("/category/old/changes/").status_code == 404


def test_an_address_that_answers_is_never_looked_up(client, django_assert_num_queries):
    here, there = TagFactory(slug="here"), TagFactory(slug="there")
    moved(here.get_absolute_url(), tag=there)
    with django_assert_num_queries(3):
        assert client.get("/tag/here/").status_code == 200


def test_a_form_is_never_sent_on(client):
    moved("/old/", page=PageFactory(slug="new"))
    assert client.post("/old/").status_code == 405


def test_where_nothing_moved_it_stays_a_404(client):
    moved("/tag/old/", tag=TagFactory())
    for path in ["/tag/ol/", "/tag/older/", "/category/old/", "/tag/old/feed/feed/", "/feed/feed/"]:
        response = client.get(path)
        assert response.status_code == 404
        assert element(response, ".error-page").attrs["data-status"] == "404"


def test_an_imported_address_of_an_article_leads_to_its_own(client):
    article = make_article(slug="new")
    moved("/2008/01/02/old-slug/", article=article)
    assert answer(client.get("/2008/01/02/old-slug/")) == (301, article.get_absolute_url())


@pytest.mark.parametrize(
    "article",
    [make_draft, lambda: make_article(publish_at=timezone.now() + timedelta(hours=1))],
    ids=["a draft", "a scheduled article"],
)
def test_nobody_is_led_to_what_readers_have_not_seen(client, article):
    moved("/2008/01/02/old-slug/", article=article())
    assert client.get("/2008/01/02/old-slug/").status_code == 404
