import pytest

from algemeiner.policy import Role
from articles import workflow
from tests.factories import AuthorFactory, TagFactory, copy, make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def test_a_version_is_read_whole_after_the_next_was_saved(enter):
    article = make_article(
        headline="First",
        body="<p>It <em>rained</em>.</p>",
        authors=[AuthorFactory(name="Ida Roth")],
        tags=[TagFactory(name="Weather")],
    )
    first = article.working_copy
    workflow.save(article, copy(headline="Second"), based_on=first.pk, by=None)
    client = enter(Role.PHOTO_EDITOR)
    path = f"/admin/articles/revision/{first.pk}/change/"
    response = client.get(path)
    names = ("headline", "byline", "text", "tag_names")
    assert [texts(response, f".field-{name}")[0] for name in names] == [
        "Headline: First",
        "Byline: Ida Roth",
        "Body: It rained.",
        "Tags: Weather",
    ]
    assert elements(response, "input[type=submit]") == []
    assert client.post(path, {"headline": "Mine"}).status_code == 403


def ways(response):
    return [link.attrs["href"] for link in elements(response, "a") if "?" in link.attrs["href"]]


def test_an_earlier_version_leads_to_what_can_be_done_with_it(enter):
    article = make_article()
    first = article.working_copy
    workflow.save(article, copy(), based_on=first.pk, by=None)
    path, desk = (
        f"/admin/articles/revision/{first.pk}/change/",
        f"/admin/articles/article/{article.pk}",
    )
    reading = [f"{desk}/preview/?version=1", f"{desk}/compare/?from=1&to=2"]
    assert ways(enter(Role.PHOTO_EDITOR).get(path)) == reading
    assert ways(enter(Role.EDITOR).get(path)) == [*reading, f"{desk}/restore/?version=1"]
    newest = article.revisions.first()
    assert ways(enter(Role.EDITOR).get(path.replace(str(first.pk), str(newest.pk)))) == [
        f"{desk}/preview/?version=2"
    ]
