from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from algemeiner import outside
from algemeiner.policy import Role
from articles import outside_links, tasks, workflow
from articles.models import LinkCheck
from tests.factories import UserFactory, copy, make_draft

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def linked(*addresses):
    return "".join(f'<p><a href="{address}">See</a></p>' for address in addresses)


def jobs():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args ->> 'pk', queueing_lock FROM procrastinate_jobs"
            " WHERE task_name = 'articles.tasks.check_links'"
        )
        return cursor.fetchall()


@pytest.fixture
def asked(monkeypatch):
    """The addresses that were asked; each answers by its last part."""
    asked = []

    def ask(address):
        asked.append(address)
        end = address.rpartition("/")[2]
        if end.isdecimal():
            return outside.Answer(int(end), "" if end == "200" else f"it answers {end}")
        return outside.Answer(None, "nothing answers")

    monkeypatch.setattr(outside, "ask", ask)
    return asked


def test_what_the_sites_answer_is_kept_for_a_day(asked):
    addresses = [f"https://example.org/{end}" for end in ("200", "404", "mute")]
    article = make_draft(body=linked(*addresses, "/about/", "mailto:a@example.org"))
    with time_machine.travel(NOW, tick=False) as clock:
        tasks.check_links(pk=article.pk)
        rows = LinkCheck.objects.values_list("url", "status", "problem", "checked_at")
        assert list(rows) == [
            ("https://example.org/200", 200, "", NOW),
            ("https://example.org/404", 404, "it answers 404", NOW),
            ("https://example.org/mute", None, "nothing answers", NOW),
        ]
        assert sorted(asked) == addresses
        clock.shift(23 * HOUR)
        assert outside_links.check(article.pk) == 0
        clock.shift(HOUR)
        assert outside_links.check(article.pk) == 3
        assert set(rows.values_list("checked_at", flat=True)) == {NOW + 24 * HOUR}


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_links(asked, django_assert_num_queries, count):
    article = make_draft(body=linked(*(f"https://example.org/{n}/200" for n in range(count))))
    # The article and its copy, in a savepoint (two); what is known; what was answered.
    with django_assert_num_queries(6):
        assert outside_links.check(article.pk) == count


def test_a_body_without_links_asks_nobody(asked):
    assert outside_links.check(make_draft().pk) == 0


def test_one_job_waits_for_an_article_however_often_it_is_saved():
    editor = UserFactory(role=Role.EDITOR)
    article = workflow.create(copy(body=linked("https://example.org/")), by=editor)
    for n in range(3):
        working = article.working_copy_id
        worse = copy(body=linked(f"https://example.org/{n}"))
        workflow.save(article, worse, based_on=working, by=editor)
        article.refresh_from_db()
    workflow.submit(article, by=editor)
    assert jobs() == [(str(article.pk), f"links of {article.pk}")]
    assert article.revisions.count() == 4


@pytest.mark.parametrize(
    ("by_a_person", "body"),
    [(False, linked("https://example.org/")), (True, linked("/about/", "mailto:a@example.org"))],
)
def test_neither_the_system_s_saves_nor_links_into_the_paper_are_asked_about(by_a_person, body):
    by = UserFactory(role=Role.EDITOR) if by_a_person else None
    workflow.create(copy(body=body), by=by)
    assert jobs() == []


def test_a_save_that_comes_to_nothing_leaves_no_job():
    editor = UserFactory(role=Role.EDITOR)
    article = make_draft()
    with pytest.raises(workflow.StaleCopy):
        workflow.save(article, copy(body=linked("https://a.example")), based_on=None, by=editor)
    assert jobs() == []


def test_an_answer_that_nobody_asks_for_again_goes_after_half_a_year():
    now = timezone.now()
    for name, days in [("old", 181), ("young", 179)]:
        url, then = f"https://{name}.example", now - timedelta(days=days)
        LinkCheck.objects.create(url=url, checked_at=then, status=404)
    assert outside_links.forget_old() == 1
    assert [check.url for check in LinkCheck.objects.all()] == ["https://young.example"]
