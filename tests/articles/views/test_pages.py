import pytest

from tests.factories import PageFactory
from tests.markup import element, texts

pytestmark = pytest.mark.django_db


def test_an_editable_page(client):
    PageFactory(slug="ethics", title="Ethics & Rules", summary="How we work.", body="<p>So.</p>")
    response = client.get("/ethics/")
    assert texts(response, "h1.headline") == ["Ethics & Rules"]
    assert texts(response, ".dek") == ["How we work."]
    assert texts(response, ".body") == ["So."]
    assert element(response, "meta[name=description]").attrs["content"] == "How we work."


def test_a_page_in_hebrew_letters(client):
    page = PageFactory(slug="אודות", title="אודות")
    assert texts(client.get(page.get_absolute_url()), "h1") == ["אודות"]


@pytest.mark.parametrize("slug", ["search", "contact", "feed", "join", "2020"])
def test_a_page_never_takes_the_place_of_what_the_site_needs(client, slug):
    PageFactory(slug=slug, title="Taken over")
    response = client.get(f"/{slug}/", follow=True)
    assert "Taken over" not in texts(response, "h1")


def test_no_page_no_answer(client):
    assert client.get("/ethics/").status_code == 404
