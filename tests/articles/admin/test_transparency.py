import pytest

from algemeiner.policy import Role
from articles.models import Page
from tests.articles.admin.forms import errors, filled_in, messages
from tests.factories import PageFactory
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

REPORT = "/admin/articles/page/report/"


def rows(response):
    return [row for row in texts(response, "tr") if "Asked for by" not in row]


def test_what_is_missing_is_said_with_the_way_to_it(desk):
    page = PageFactory(title="Our Rules", topics=["ethicsPolicy"])
    response = desk.get(REPORT)
    assert texts(response, "p.lede")[0].startswith("2 of 25 things are told")
    [ethics] = [row for row in rows(response) if row.startswith("Ethics")]
    assert ethics.endswith("JTI, Trust Project Told Our Rules")
    addresses = [link.attrs["href"] for link in elements(response, "a")]
    for there in [
        f"/admin/articles/page/{page.pk}/change/",
        "/admin/articles/page/add/",
        "/admin/articles/site/1/change/",
        "/admin/authors/author/",
    ]:
        assert there in addresses
    assert REPORT in [
        link.attrs["href"] for link in elements(desk.get("/admin/articles/page/"), "a")
    ]


def test_pages_are_begun_filled_in_and_given_to_readers(desk, client):
    response = desk.post(REPORT, follow=True)
    assert messages(response)[0].startswith("Begun: About the Paper, Accessibility")
    assert elements(response, "input[value=Begin the missing pages]") == []
    page = Page.objects.get(slug="accessibility")
    form = f"/admin/articles/page/{page.pk}/change/"
    typed = filled_in(desk.get(form)) | {"is_published": "on"}
    refused = desk.post(form, typed)
    assert errors(refused) == [
        "Readers would see “[… how and when this was last checked]”. Fill in what stands in "
        "brackets, or untick this."
    ]
    assert client.get("/accessibility/").status_code == 404
    desk.post(form, typed | {"body": "<p>All of it.</p>"})
    assert client.get("/accessibility/").status_code == 200
    again = messages(desk.post(REPORT, follow=True))
    assert again[-1] == "There is nothing to begin: pages tell of everything, or wait."


def test_who_may_read_pages_only_is_offered_nothing(enter):
    reporter = enter(Role.REPORTER)
    response = reporter.get(REPORT)
    assert elements(response, "input[type=submit]") == []
    assert reporter.post(REPORT).status_code == 403
    assert Page.objects.count() == 0
