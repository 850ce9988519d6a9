import pytest

from articles.models import Tag
from tests.factories import TagFactory, UserFactory
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/tag/"


@pytest.fixture
def desk(client, monkeypatch):
    """The list of seven tags, three on a page."""
    client.force_login(UserFactory())
    for number in (3, 1, 7, 5, 2, 6, 4):
        TagFactory(name=f"Tag {number}")
    monkeypatch.setattr("algemeiner.desk.DeskModelAdmin.list_per_page", 3)
    return client


def shown(response):
    return [int(name.split()[-1]) for name in texts(response, "th.field-name")]


def neighbour(client, response, rel):
    [link] = elements(response, f"a[rel={rel}]")
    return client.get(LIST + link.attrs["href"])


def test_pages_by_key_there_and_back(desk):
    first = desk.get(LIST)
    second = neighbour(desk, first, "next")
    third = neighbour(desk, second, "next")
    assert [shown(page) for page in (first, second, third)] == [[1, 2, 3], [4, 5, 6], [7]]
    assert elements(third, "a[rel=next]") == elements(first, "a[rel=prev]") == []
    assert shown(neighbour(desk, third, "prev")) == [4, 5, 6]
    assert shown(neighbour(desk, second, "prev")) == [1, 2, 3]
    assert elements(neighbour(desk, second, "prev"), "a[rel=prev]") == []


def test_a_page_keeps_what_was_asked(desk):
    TagFactory(name="Other")
    page = neighbour(desk, desk.get(LIST, {"q": "tag"}), "next")
    assert shown(page) == [4, 5, 6]
    assert page.context["cl"].query == "tag"


@pytest.mark.parametrize("key", ["0", "abc", "9" * 30, ""])
def test_a_key_of_no_row_begins_at_the_beginning(desk, key):
    assert shown(desk.get(LIST, {"behind": key})) == [1, 2, 3]
    assert shown(desk.get(LIST, {"ahead_of": key})) == [1, 2, 3]


def test_nobody_chooses_an_order_that_no_index_holds(desk):
    response = desk.get(LIST, {"o": "-1"})
    assert shown(response) == [1, 2, 3]
    assert elements(response, "th.sortable") == []


def test_a_picker_counts_nothing(desk, django_assert_num_queries):
    asked = {"app_label": "articles", "model_name": "redirect", "field_name": "tag"}
    with django_assert_num_queries(4):  # session, user, tags, their other names
        answer = desk.get("/admin/autocomplete/", asked | {"term": "tag"}).json()
    assert [one["text"] for one in answer["results"]] == [f"Tag {n}" for n in range(1, 8)]
    assert answer["pagination"] == {"more": False}
    for _ in range(20):
        TagFactory()
    assert desk.get("/admin/autocomplete/", asked).json()["pagination"] == {"more": True}
    second = desk.get("/admin/autocomplete/", asked | {"page": "2"}).json()
    assert len(second["results"]) == Tag.objects.count() - 20
