from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import changes, workflow
from articles.models import Article, Change, Language
from tests.factories import change, make_article
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def correct(text="It was Tuesday.", **content):
    article = make_article(publish_at=NOW - HOUR, **content)
    return change(article, "correction", text, body="<p>It rained on Tuesday.</p>")


def test_what_was_corrected_newest_first(client, clock):
    correct("It was Tuesday.", headline="Rain")
    clock.move_to(NOW + HOUR)
    correct("First.\n\nSecond.", headline="Snow")
    response = client.get("/corrections/")
    assert texts(response, ".correction") == [
        "March 5, 2026 11:00 am Snow First. Second. What changed in “Snow”",
        "March 5, 2026 10:00 am Rain It was Tuesday. What changed in “Rain”",
    ]
    shown = response.content.decode()
    assert 'href="/2026/03/05/snow/"' in shown
    assert 'href="/2026/03/05/snow/changes/"' in shown


def test_only_corrections_that_stand_and_only_of_what_is_public(client, clock):
    change(make_article(publish_at=NOW - HOUR), "update", "An update.", dek="New.")
    change(make_article(publish_at=NOW - HOUR), "minor", dek="New.")
    workflow.withdraw(correct("Of a withdrawn one."), by=None, notice="")
    expired = correct("Of an expired one.")
    Article.objects.filter(pk=expired.pk).update(expires_at=NOW + HOUR)
    better = correct("It was Mnoday.")
    changes.supersede(Change.objects.get(article=better), text="It was Monday.", by=None)
    clock.move_to(NOW + HOUR)
    response = client.get("/corrections/")
    assert texts(response, ".correction .told") == []
    assert texts(response, ".told") == ["It was Monday."]


def test_a_withdrawn_article_s_corrections_come_back_with_it(client):
    article = correct()
    workflow.withdraw(article, by=None, notice="")
    assert texts(client.get("/corrections/"), ".told") == []
    assert texts(client.get("/corrections/"), ".empty") == ["No correction has been published."]
    workflow.reinstate(article, by=None, reason="It was true.")
    assert texts(client.get("/corrections/"), ".told") == ["It was Tuesday."]


def test_a_reader_walks_through_all_of_them(client, clock):
    for number in range(23):
        clock.move_to(NOW + number // 2 * HOUR)  # two of them at each moment
        correct(f"Number {number}.")
    expected = [f"Number {number}." for number in reversed(range(23))]
    first = client.get("/corrections/")
    assert texts(first, ".told") == expected[:20]
    second = client.get(element(first, "a[rel=next]").attrs["href"])
    assert texts(second, ".told") == expected[20:]
    assert elements(second, "a[rel=next]") == []
    third = client.get(element(second, "a[rel=prev]").attrs["href"])
    assert texts(third, ".told") == expected[:20]


@pytest.mark.parametrize(
    ("article_lang", "text", "lang"),
    [
        (Language.ENGLISH, "It was Monday.", "en"),
        (Language.ENGLISH, "יום שני", "he"),
        (Language.HEBREW, "It said “יום שני”.", "en"),
        (Language.HEBREW, "“יום שני”", "he"),
        (Language.YIDDISH, "מאָנטיק", "yi"),
        (Language.HEBREW, "12:30", "en"),
    ],
)
def test_a_text_runs_as_its_own_language_does(client, article_lang, text, lang):
    article = correct(text, lang=article_lang, headline="גשם", slug="rain")
    for url in [
        "/corrections/",
        article.get_absolute_url(),
        f"{article.get_absolute_url()}changes/",
    ]:
        told = element(client.get(url), ".told")
        assert (told.attrs["lang"], told.attrs["dir"]) == (lang, "auto")


def test_every_word_is_text(client):
    hostile = "</p><script>alert(1)</script>&amp; \u2028 <b>"
    article = correct(hostile, headline="</h2><script>x()</script>", slug="x")
    for url in [
        "/corrections/",
        article.get_absolute_url(),
        f"{article.get_absolute_url()}changes/",
    ]:
        response = client.get(url)
        assert texts(response, ".told") == [" ".join(hostile.split())]
        assert "<script>" not in response.content.decode()


def test_the_footer_leads_there(client):
    assert 'href="/corrections/"' in client.get("/contact/").content.decode()
