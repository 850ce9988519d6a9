"""Readings from the counter to the rankings; tests/faults/test_reads.py kills what counts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from articles import reads, workflow
from articles.counting import ReadingCounter
from articles.models import MostRead, ReadsOfDay, ReadsOfHour, Stretch
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)


@pytest.fixture
def articles(time_machine):
    time_machine.move_to(NOW, tick=False)
    return [make_article(headline=name, publish_at=LONG_AGO) for name in ("A", "B", "C")]


def ranking(stretch, places=10):
    reads.rank()
    return [article.headline for article in dict(reads.rankings(places))[stretch]]


def test_readings_add_up_by_hour_and_by_day(articles, time_machine):
    a, b, _ = articles
    reads.keep({a.pk: 2, b.pk: 1})
    reads.keep({a.pk: 3})
    time_machine.move_to(NOW + timedelta(hours=1))
    reads.keep({a.pk: 1})
    hours = ReadsOfHour.objects.order_by("article", "hour").values_list(
        "article", "hour__hour", "count"
    )
    assert list(hours) == [(a.pk, 7, 5), (a.pk, 8, 1), (b.pk, 7, 1)]  # in New York
    assert list(ReadsOfDay.objects.order_by("article").values_list("article", "count")) == [
        (a.pk, 6),
        (b.pk, 1),
    ]
    assert [reads.reads_of(article) for article in articles] == [6, 1, 0]


def test_what_readers_cannot_have_is_not_counted(articles):
    gone = workflow.withdraw(articles[0], by=None, notice="It was wrong.")
    reads.keep({gone.pk: 1, make_draft().pk: 1, 10**17: 1, articles[1].pk: 1})
    assert list(ReadsOfDay.objects.values_list("article", flat=True)) == [articles[1].pk]


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_is_two_queries(articles, django_assert_num_queries, count):
    with django_assert_num_queries(2):
        reads.keep({article.pk: 1 for article in articles[:count]})


def test_the_hour_the_day_and_the_week_have_their_rankings(articles, time_machine):
    a, b, c = articles
    for ago, counts in [
        (timedelta(days=9), {b.pk: 100}),
        (timedelta(days=5), {c.pk: 50}),
        (timedelta(hours=9), {b.pk: 20}),
        (timedelta(0), {a.pk: 9, b.pk: 1}),
    ]:
        time_machine.move_to(NOW - ago, tick=False)
        reads.keep(counts)
    assert {stretch: ranking(stretch) for stretch in Stretch} == {
        Stretch.HOUR: ["A", "B"],
        Stretch.DAY: ["B", "A"],
        Stretch.WEEK: ["C", "B", "A"],
    }


def test_places_that_nobody_has_any_more_are_emptied(articles, time_machine):
    reads.keep({article.pk: 1 for article in articles})
    assert sorted(ranking(Stretch.HOUR)) == ["A", "B", "C"]
    time_machine.move_to(NOW + timedelta(days=2))
    reads.keep({articles[0].pk: 1})
    assert ranking(Stretch.HOUR) == ["A"]
    assert MostRead.objects.filter(stretch=Stretch.DAY).count() == 1


def test_an_article_that_is_withdrawn_is_in_no_ranking_at_once(articles):
    reads.keep({article.pk: number for number, article in enumerate(articles, start=1)})
    assert ranking(Stretch.DAY) == ["C", "B", "A"]
    workflow.withdraw(articles[2], by=None, notice="It was wrong.")
    assert [a.headline for a in dict(reads.rankings(2))[Stretch.DAY]] == ["B", "A"]


def test_old_hours_go_and_days_stay(articles, time_machine):
    reads.keep({articles[0].pk: 1})
    time_machine.move_to(NOW + timedelta(days=4))
    reads.forget_old_hours()
    assert (ReadsOfHour.objects.count(), reads.reads_of(articles[0])) == (0, 1)


def test_while_the_database_is_away_readings_wait(articles, monkeypatch):
    keeper = reads.Keeper(ReadingCounter())
    keeper.add(articles[0].pk, "a")

    def fail(counts):
        raise OperationalError("away")

    with monkeypatch.context() as patch:
        patch.setattr(reads, "keep", fail)
        keeper.hand_on()
    assert reads.reads_of(articles[0]) == 0
    keeper.add(articles[0].pk, "b")
    keeper.hand_on()
    keeper.hand_on()
    assert reads.reads_of(articles[0]) == 2
