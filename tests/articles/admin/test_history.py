from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import workflow
from articles.admin.history import recent
from articles.models import Article, AuditEntry
from tests.factories import UserFactory, copy, make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def screen(article):
    return f"/admin/articles/article/{article.pk}/history/"


def save(article, by=None, note="", **fields):
    based_on = Article.objects.get(pk=article.pk).working_copy_id
    return workflow.save(article, copy(**fields), based_on=based_on, by=by, note=note)


def saved_often(count):
    """An article of so many acts; the saves' rows are made at once, for speed."""
    article = make_draft()
    AuditEntry.objects.bulk_create(
        AuditEntry(verb="save", article=article, revision=article.working_copy)
        for _ in range(count - 1)
    )
    return article


def test_acts_stand_newest_first_with_the_versions_that_they_left(desk):
    ada = UserFactory(name="Ada Katz")
    article = make_article(headline="Rain")
    first = article.working_copy
    second = save(article, by=ada, note="Quoted the mayor.")
    third = workflow.restore(article, first, based_on=second.pk, by=ada)
    workflow.withdraw(article, by=ada, notice="Gone.", reason="Not ours.")
    response = desk.get(screen(article))
    assert texts(response, ".what") == [
        "Withdrawn by Ada Katz · version 3",
        f"Restored version 1 by Ada Katz · version {third.number} working copy",
        "Saved by Ada Katz · version 2",
        "Published by the system · version 1",
        "First version by the system · version 1 live",
    ]
    assert texts(response, ".about") == [
        "Not ours.",
        "Restored from version 1.",
        "Quoted the mayor.",
    ]
    compared = [
        link.attrs["href"]
        for link in elements(response, "a")
        if link.attrs["href"].endswith("to=3")
    ]
    assert compared == [f"/admin/articles/article/{article.pk}/compare/?from=2&to=3"]


def test_what_was_to_appear_later_was_scheduled_then(desk):
    article = make_article(publish_at=timezone.now() + timedelta(hours=1))
    assert texts(desk.get(screen(article)), "strong")[0] == "Scheduled"


def test_two_versions_are_picked_and_others_can_be(desk):
    article = make_draft()
    save(article)
    save(article)
    response = desk.get(screen(article))
    picks = elements(response, "input[type=radio]")
    assert [(p.attrs["name"], p.attrs["value"], "checked" in p.attrs) for p in picks] == [
        ("from", "3", False),
        ("to", "3", True),
        ("from", "2", True),
        ("to", "2", False),
        ("from", "1", False),
        ("to", "1", False),
    ]
    [form] = elements(response, "form.timeline")
    assert form.attrs["action"] == f"/admin/articles/article/{article.pk}/compare/"


def test_what_a_change_was_said_to_be_stands_beside_it(desk):
    article = make_article()
    save(article, slug=article.slug)
    workflow.publish(article, by=None)
    assert texts(desk.get(screen(article)), "strong")[0] == "Published: update"


def test_many_acts_are_paged(desk):
    article = saved_often(120)
    seen, address = [], screen(article)
    while address:
        response = desk.get(address)
        seen += [act.entry.pk for act in response.context["acts"]]
        [link] = elements(response, "a[rel=next]") or [None]
        address = screen(article) + link.attrs["href"] if link else None
    assert seen == list(
        AuditEntry.objects.filter(article=article).order_by("-pk").values_list("pk", flat=True)
    )


@pytest.mark.parametrize("count", [1, 3, 200])
def test_the_history_costs_the_same_however_long_it_is(desk, django_assert_num_queries, count):
    article = saved_often(count)
    with django_assert_num_queries(5):
        response = desk.get(screen(article))
    assert len(response.context["acts"]) == min(count, 50)


def test_the_last_five_acts_are_fetched_by_one_query(django_assert_num_queries):
    article = saved_often(20)
    with django_assert_num_queries(1):
        acts = recent(article)
        assert [act.words for act in acts] == ["Saved"] * 5
        assert [act.version.number for act in acts] == [1] * 5


def test_no_article_has_no_history(desk):
    assert desk.get("/admin/articles/article/999/history/").status_code == 404


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30])
def test_a_key_that_is_none_is_not_found(desk, key):
    assert desk.get(f"{screen(make_draft())}?before={key}").status_code == 404


def test_who_may_only_read_is_not_offered_to_restore(enter):
    article = make_draft()
    save(article)

    def ways(role):
        return texts(enter(role).get(screen(article)), ".ways")

    newest = "What changed in version 2 Preview of version 2"
    assert ways(Role.PHOTO_EDITOR) == [newest, "Preview of version 1"]
    assert ways(Role.EDITOR) == [newest, "Preview of version 1 Restore version 1 …"]
