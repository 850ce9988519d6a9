from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.policy import Role
from articles import bulk, workflow
from articles.models import Article
from tests.factories import (
    SectionFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role=Role.EDITOR)


def seen(*articles):
    return {article.pk: article.working_copy_id for article in articles}


def told(outcome):
    done = [str(article.working_copy) for article in outcome.done]
    return done, {str(article.working_copy): why for article, why in outcome.refused}


def test_what_can_be_done_is_done_and_the_rest_is_named(editor):
    ready, draft = make_draft(headline="Ready"), make_draft(headline="Draft")
    workflow.submit(ready, by=None)
    outcome = bulk.each(seen(ready, draft), lambda one: workflow.approve(one, by=editor), by=editor)
    assert told(outcome) == (
        ["Ready"],
        {"Draft": "This article is draft: there is nothing to approve."},
    )
    assert Article.objects.get(pk=ready.pk).status == "approved"


def test_what_somebody_saved_since_is_refused(editor):
    article = make_draft(headline="Storm")
    chosen = seen(article)
    workflow.save(article, copy(headline="Calm"), based_on=article.working_copy_id, by=None)
    outcome = bulk.each(chosen, lambda one: workflow.submit(one, by=editor), by=editor)
    assert told(outcome) == ([], {"Calm": "Somebody has saved it meanwhile."})
    assert Article.objects.get(pk=article.pk).status == "draft"


def test_what_is_not_theirs_is_refused_and_what_is_secret_is_not_there(editor):
    reporter = UserFactory(role=Role.REPORTER)
    until = timezone.now() + timedelta(hours=1)
    secret = make_draft(headline="Secret", publish_at=None, embargo_until=until)
    other = make_draft(headline="Other")
    outcome = bulk.each(
        seen(secret, other), lambda one: workflow.submit(one, by=reporter), by=reporter
    )
    assert told(outcome) == ([], {"Other": "It is not yours to change, or not now."})


def test_the_gate_is_asked_and_no_change_goes_out_unsaid(editor):
    bare, good = make_draft(headline="Bare", authors=[]), make_draft(headline="Good")
    live = make_article(headline="Live")
    outcome = bulk.each(seen(bare, good, live), lambda one: bulk.publish(one, by=editor), by=editor)
    done, refused = told(outcome)
    assert (done, set(refused)) == (["Good"], {"Bare", "Live"})
    assert refused["Live"].startswith("Readers have had it")


def test_a_section_and_tags_are_a_version_with_a_note(editor):
    article = make_draft(headline="Storm", tags=[TagFactory(name="Rain")])
    food, wind = SectionFactory(slug="food"), TagFactory(name="Wind")
    rain = article.working_copy.tags.get()
    acts = [
        lambda one: bulk.move_to(one, food, by=editor),
        lambda one: bulk.add_tag(one, wind, by=editor),
        lambda one: bulk.remove_tag(one, rain, by=editor),
        lambda one: bulk.remove_tag(one, rain, by=editor),  # which leaves no version
    ]
    for act in acts:
        article.refresh_from_db()
        assert bulk.each(seen(article), act, by=editor).refused == []
    article.refresh_from_db()
    left = article.working_copy
    assert (left.section, [*left.tags.all()], left.number) == (food, [wind], 4)
    assert [one.note for one in article.revisions.all()] == [
        "Tag removed: Rain.",
        "Tag added: Wind.",
        "Moved to Food.",
        "",
    ]
