from datetime import timedelta

import pytest
from django.utils import timezone

from algemeiner.dateline import published
from articles.models import Kind
from tests.factories import AuthorFactory, SectionFactory, make_article, make_draft

pytestmark = pytest.mark.django_db

URL = "/admin/articles/article/archive/"


def found(client, words):
    return [entry["headline"] for entry in client.get(URL, {"q": words}).json()["articles"]]


def test_what_an_entry_says(desk):
    authors = [AuthorFactory(name="Ida Roth"), AuthorFactory(name="Noa Levi")]
    section = SectionFactory(slug="city")
    article = make_article(
        headline="Rain on Tuesday", dek="All day.", authors=authors, section=section
    )
    assert desk.get(URL, {"q": "rain"}).json() == {
        "articles": [
            {
                "id": article.pk,
                "headline": "Rain on Tuesday",
                "dek": "All day.",
                "section": "City",
                "kind": "News",
                "authors": ["Ida Roth", "Noa Levi"],
                "address": article.get_absolute_url(),
                "published": published(article.publish_at),
                "published_at": article.publish_at.isoformat(),
                "is_public": True,
                "thumbnail": "",
            }
        ]
    }


def test_what_is_to_come_is_there_for_who_asks_for_it(desk):
    soon = timezone.now() + timedelta(hours=1)
    make_article(headline="Rain to come", publish_at=soon)
    make_article(headline="Rain")
    answer = desk.get(URL, {"q": "rain", "scheduled": "1"}).json()["articles"]
    assert [(entry["headline"], entry["is_public"]) for entry in answer] == [
        ("Rain to come", False),
        ("Rain", True),
    ]


def test_narrowed_by_section_and_kind(desk):
    food = SectionFactory(slug="food")
    make_article(headline="Challah", section=food, kind=Kind.REVIEW)
    make_article(headline="Other")
    for asked in ({"section": food.pk}, {"kind": "review"}, {"section": food.pk, "q": "chal"}):
        answer = desk.get(URL, asked).json()["articles"]
        assert [entry["headline"] for entry in answer] == ["Challah"]
    assert desk.get(URL, {"section": food.pk, "kind": "news"}).json() == {"articles": []}
    for junk in ({"section": "food"}, {"kind": "novel"}):
        assert desk.get(URL, junk).status_code == 400


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
    with django_assert_num_queries(6):  # session, user; which; articles, bylines, authors
        assert found(desk, "rain") == [f"Rain {age}" for age in range(min(count, 10))]


@pytest.mark.parametrize("words", ["-", "—", "<script>"])
def test_words_that_say_nothing_find_nothing(desk, words):
    make_article()
    assert found(desk, words) == []


def test_nothing_asked_is_the_newest(desk):
    make_article(headline="Rain")
    assert found(desk, "") == found(desk, "  ") == ["Rain"]


def test_an_address_is_its_article(desk):
    article = make_article(headline="Rain")
    make_article()
    assert found(desk, f"https://paper.example{article.get_absolute_url()}") == ["Rain"]


def test_a_question_has_an_end(desk):
    assert desk.get(URL, {"q": "a" * 201}).status_code == 400
