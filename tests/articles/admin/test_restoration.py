import pytest

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article, AuditEntry
from tests.articles.admin.forms import messages
from tests.factories import AuthorFactory, TagFactory, UserFactory, copy, make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def screen(article, number):
    return f"/admin/articles/article/{article.pk}/restore/?version={number}"


def save(article, **fields):
    based_on = Article.objects.get(pk=article.pk).working_copy_id
    return workflow.save(article, copy(**fields), based_on=based_on, by=None)


def based_on(response):
    [field] = elements(response, "input[name=based_on]")
    return {"based_on": field.attrs["value"]}


def test_a_version_comes_back_with_its_bylines_and_tags(enter):
    ida, weather = AuthorFactory(name="Ida Roth"), TagFactory(name="Weather")
    article = make_article(headline="Rain", authors=[ida], tags=[weather])
    save(article, headline="Snow")
    client = enter(Role.EDITOR)
    asked = client.get(screen(article, 1))
    assert texts(asked, "dt") == ["Publish at", "Embargo until", "Expires at", "Slug"]
    response = client.post(screen(article, 1), based_on(asked), follow=True)
    assert messages(response) == [
        "Version 1 is the working copy again, as version 3. Readers see it when it is published."
    ]
    restored = Article.objects.get(pk=article.pk).working_copy
    assert (restored.headline, restored.authors_in_order, list(restored.tags.all())) == (
        "Rain",
        [ida],
        [weather],
    )
    assert AuditEntry.objects.first().verb == "restore"


def test_of_what_nobody_has_seen_the_address_comes_back_too(desk):
    draft = make_draft()
    save(draft)
    assert texts(desk.get(screen(draft, 1)), "dt") == ["Publish at", "Embargo until", "Expires at"]


def test_nothing_is_restored_over_a_save_that_was_not_seen(desk):
    article = make_draft()
    save(article)
    asked = desk.get(screen(article, 1))
    last = Article.objects.get(pk=article.pk).working_copy
    theirs = workflow.save(article, copy(), based_on=last.pk, by=UserFactory(name="Ada Katz"))
    response = desk.post(screen(article, 1), based_on(asked), follow=True)
    assert response.redirect_chain[-1][0] == f"/admin/articles/article/{article.pk}/compare/"
    assert messages(response) == [
        "Ada Katz has saved this article meanwhile. Nothing was restored. Compare the versions, "
        "and restore again if that is still what you want."
    ]
    assert Article.objects.get(pk=article.pk).working_copy == theirs


@pytest.mark.parametrize("sent", ["", "x", "999999999", "9" * 5_000, "٣"])
def test_a_form_that_says_nothing_of_what_it_saw_restores_nothing(desk, sent):
    article = make_draft()
    save(article)
    desk.post(screen(article, 1), {"based_on": sent})
    assert article.revisions.count() == 2


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR])
def test_who_may_not_write_it_does_not_see_the_question(enter, role):
    article = make_draft()
    client = enter(role)
    assert client.get(screen(article, 1)).status_code == 403
    assert client.post(screen(article, 1), {"based_on": article.working_copy_id}).status_code == 403
    assert article.revisions.count() == 1


def test_what_is_not_there_is_not_found(desk):
    article = make_draft()
    assert desk.get(screen(article, 2)).status_code == 404
    assert desk.get("/admin/articles/article/999/restore/?version=1").status_code == 404
