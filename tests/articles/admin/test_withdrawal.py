import pytest

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article, AuditEntry
from tests.articles.admin.forms import messages
from tests.factories import copy, make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def screen(article):
    return f"/admin/articles/article/{article.pk}/withdraw/"


def test_an_editor_takes_an_article_down_with_a_notice_and_a_reason(enter):
    article = make_article(headline="Wrong From the Start")
    address = article.get_absolute_url()
    client = enter(Role.EDITOR)
    assert (
        f'href="{screen(article)}"' in client.get(screen(article)[:-9] + "change/").content.decode()
    )
    typed = {"notice": "We could not stand by it.", "reason": "The managing editor, by telephone."}
    response = client.post(screen(article), typed, follow=True)
    assert messages(response) == ["Withdrawn. Its address answers “gone”, and no list shows it."]
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by, entry.reason) == ("withdraw", client.person, typed["reason"])
    gone = client.get(address)
    assert (gone.status_code, "We could not stand by it." in gone.content.decode()) == (410, True)
    assert not Article.objects.published().exists()


def test_without_a_reason_nothing_is_taken_down_and_the_notice_stays_typed(enter):
    article = make_article()
    response = enter().post(screen(article), {"notice": "Gone.", "reason": " "})
    assert texts(response, ".errorlist li") == ["This field is required."]
    assert texts(response, "textarea[name=notice]") == ["Gone."]
    assert Article.objects.published().get() == article


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR])
def test_who_may_not_withdraw_does_not_even_see_the_form(enter, role):
    assert enter(role).get(screen(make_article())).status_code == 403


def test_what_is_not_published_cannot_be_withdrawn(enter):
    withdrawn = make_article()
    workflow.withdraw(withdrawn, by=None, notice="")
    for article in (make_draft(), withdrawn):
        assert enter().get(screen(article)).status_code == 403
    assert enter().get("/admin/articles/article/999/withdraw/").status_code == 404


def test_a_text_that_was_published_meanwhile_is_not_taken_down_unseen(enter):
    article = make_article(headline="Rain")
    client = enter()
    typed = filled(client.get(screen(article))) | {"notice": "Gone.", "reason": "It was wrong."}
    put_right = copy(headline="Rain, Put Right", publish_at=article.publish_at)
    workflow.save(article, put_right, based_on=article.working_copy_id, by=None)
    workflow.publish(article, by=None)
    response = client.post(screen(article), typed)
    assert texts(response, ".errorlist li")[0].startswith("Another version has come")
    assert texts(response, "textarea[name=notice]") == ["Gone."]
    assert Article.objects.published().get() == article
    client.post(screen(article), filled(response) | {"reason": "It was wrong."})
    assert not Article.objects.published().exists()


def filled(response):
    return {e.attrs["name"]: e.attrs["value"] for e in elements(response, "input[name=seen]")}
