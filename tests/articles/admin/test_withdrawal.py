from datetime import timedelta

import pytest
from django.utils import timezone

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


def act_screen(article, verb):
    return f"/admin/articles/article/{article.pk}/{verb}/"


def test_where_it_stands_now_is_said_before_it_is_taken_down(enter):
    client, article = enter(), make_article(headline="On the Front")
    assert texts(client.get(screen(article)), "strong") == ["It stands on the front page now."]
    for _ in range(30):
        make_article(publish_at=timezone.now() - timedelta(minutes=1))
    assert texts(client.get(screen(article)), "strong") == []


def test_a_scheduled_one_is_withdrawn_without_a_word_to_readers(enter):
    article = make_article(publish_at=timezone.now() + timedelta(hours=1))
    client = enter()
    assert "nobody has seen it" in client.get(screen(article)).content.decode()
    response = client.post(screen(article), {"notice": "Gone.", "reason": "Legal."}, follow=True)
    assert messages(response) == ["Withdrawn. Nobody had seen it."]
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_withdrawn_article_is_given_back_with_a_reason(enter):
    article = make_article(headline="True After All")
    workflow.withdraw(article, by=None, notice="It was <i>wrong</i>.")
    client = enter(Role.EDITOR)
    assert (
        f'href="{act_screen(article, "reinstate")}"'
        in client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    )
    assert texts(client.get(act_screen(article, "reinstate")), "blockquote") == [
        "It was <i>wrong</i>."
    ]
    refused = client.post(act_screen(article, "reinstate"), {"reason": " "})
    assert texts(refused, ".errorlist li") == ["This field is required."]
    assert client.get(article.get_absolute_url()).status_code == 410
    response = client.post(
        act_screen(article, "reinstate"), {"reason": "The court said so."}, follow=True
    )
    assert messages(response) == ["Readers have it again, as it was when it was withdrawn."]
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by, entry.reason) == (
        "reinstate",
        client.person,
        "The court said so.",
    )
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_scheduled_article_is_taken_off_the_schedule(enter):
    article = make_article(publish_at=timezone.now() + timedelta(hours=1))
    client = enter(Role.EDITOR)
    assert (
        f'href="{act_screen(article, "unschedule")}"'
        in client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    )
    response = client.post(act_screen(article, "unschedule"), {"reason": ""}, follow=True)
    assert messages(response) == ["Taken off the schedule. It is approved, and nobody has seen it."]
    assert (Article.objects.get().status, AuditEntry.objects.first().verb) == (
        "approved",
        "unschedule",
    )


@pytest.mark.parametrize("verb", ["reinstate", "unschedule"])
def test_neither_is_there_for_what_is_in_another_status_or_for_who_may_not(enter, verb):
    client = enter()
    for article in (make_article(), make_draft()):
        assert client.post(act_screen(article, verb), {"reason": "Because."}).status_code == 403
    withdrawn = make_article()
    workflow.withdraw(withdrawn, by=None, notice="")
    scheduled = make_article(publish_at=timezone.now() + timedelta(hours=1))
    reporter = enter(Role.REPORTER)
    for article in (withdrawn, scheduled):
        assert reporter.post(act_screen(article, verb), {"reason": "Mine."}).status_code == 403


def test_what_lies_in_the_working_copy_hides_no_button(enter):
    """A withdrawn article whose next version has a time to come can still be given back."""
    article = make_article()
    workflow.withdraw(article, by=None, notice="")
    later = copy(publish_at=timezone.now() + timedelta(days=2))
    workflow.save(article, later, based_on=article.working_copy_id, by=None)
    page = enter().get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert f'href="{act_screen(article, "reinstate")}"' in page
