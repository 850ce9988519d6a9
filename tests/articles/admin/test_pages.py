import pytest

from articles import versions
from articles.models import Page
from tests.articles.admin.forms import errors, filled_in
from tests.factories import PageFactory
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def path(page, screen="change"):
    return f"/admin/articles/page/{page.pk}/{screen}/"


def test_what_a_page_tells_of_the_paper_is_ticked(desk):
    page = PageFactory(topics=["masthead"])
    typed = filled_in(desk.get(path(page)))
    assert typed["topics"] == "masthead"
    desk.post(path(page), typed | {"topics": ["masthead", "ethicsPolicy"]})
    assert Page.objects.get().topics == ["masthead", "ethicsPolicy"]
    assert filled_in(desk.get(path(page)))["topics"] == ["ethicsPolicy", "masthead"]
    assert "Masthead, Ethics" in texts(desk.get(path(page, "history")), "main")[0]


def test_a_topic_that_there_is_not_is_refused(desk):
    page = PageFactory()
    response = desk.post(path(page), filled_in(desk.get(path(page))) | {"topics": ["horoscope"]})
    assert errors(response) != []
    assert Page.objects.get().topics == []


def test_a_page_that_is_not_for_readers_yet_is_nowhere_for_them(desk, client):
    page = PageFactory(slug="ethics", title="Ethics", is_published=False)
    assert client.get("/ethics/").status_code == 404
    assert b"Ethics" not in client.get("/contact/").content
    assert b"/ethics/" not in client.get("/sitemap/pages.xml").content
    form = desk.get(path(page))
    assert [link.text for link in elements(form, "a.viewsitelink")] == []
    desk.post(path(page), filled_in(form) | {"is_published": "on"})
    assert client.get("/ethics/").status_code == 200
    assert b"Ethics" in client.get("/contact/").content
    assert [link.text for link in elements(desk.get(path(page)), "a.viewsitelink")] != []


def test_somebody_else_s_topics_are_taken_up(desk):
    page = PageFactory(summary="Old.")
    opened = filled_in(desk.get(path(page)))
    page.topics = ["privacy", "terms"]
    versions.keep(page, by=None)
    again = filled_in(desk.post(path(page), opened | {"summary": "New."}))
    assert (again["topics"], again["summary"]) == (["privacy", "terms"], "New.")
