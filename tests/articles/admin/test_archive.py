from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.dateline import published
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

URL = "/admin/articles/article/archive/"


def found(client, words):
    return [entry["headline"] for entry in client.get(URL, {"q": words}).json()["articles"]]


def test_what_an_entry_says(desk):
    article = make_article(headline="Rain on Tuesday")
    assert desk.get(URL, {"q": "rain"}).json() == {
        "articles": [
            {
                "headline": "Rain on Tuesday",
                "address": article.get_absolute_url(),
                "published": published(article.publish_at),
            }
        ]
    }


def test_what_readers_do_not_have_is_not_linked_to(desk):
    make_draft(headline="Rain in draft")
    make_article(headline="Rain to come", publish_at=timezone.now() + timedelta(hours=1))
    make_article(headline="Rain", expires_at=timezone.now() - timedelta(minutes=1))
    assert found(desk, "rain") == []


@pytest.mark.parametrize("count", [1, 12])
def test_the_newest_ten_in_one_query(desk, django_assert_num_queries, count):
    for age in range(count):
        make_article(headline=f"Rain {age}", publish_at=timezone.now() - timedelta(days=age + 1))
    found(desk, "rain")
    with django_assert_num_queries(3):  # session, user, articles
        assert found(desk, "rain") == [f"Rain {age}" for age in range(min(count, 10))]


@pytest.mark.parametrize("words", ["", "  ", "-", "—", "<script>"])
def test_words_that_say_nothing_find_nothing(desk, words):
    make_article()
    assert found(desk, words) == []


def test_a_question_has_an_end(desk):
    assert desk.get(URL, {"q": "a" * 201}).status_code == 400
