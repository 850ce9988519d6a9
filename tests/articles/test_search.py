from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Language
from articles.search import find, passages, question
from tests.factories import make_article
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

HEBREW = {"lang": Language.HEBREW}
YIDDISH = {"lang": Language.YIDDISH}


def found(words):
    return [article.headline for article in find(words).oldest_first()]


@pytest.fixture
def library():
    make_article(headline="The Baker", body="<p>He was baking challahs at dawn.</p>")
    make_article(headline="A Café in the Bronx", dek="With José", kicker="Table Talk")
    make_article(headline="Bridges", body="<p>The old bridge closed. No old car was there.</p>")
    make_article(headline="לחם בשכונה", body="<p>האופה אפה חלות לפנות בוקר.</p>", **HEBREW)
    make_article(headline="די ביכער", body="<p>ער לייענט ייִדישע צײַטונגען.</p>", **YIDDISH)
    make_article(headline="Notes on a Word", body="<p>The word חלות, explained.</p>")
    make_article(headline="מילון", body="<p>המילה bakery, מוסברת.</p>", **HEBREW)


@pytest.mark.parametrize(
    ("words", "headlines"),
    [
        # English is stemmed, whatever the form in text or question.
        ("baker", ["The Baker"]),
        ("baked", ["The Baker"]),
        ("challah", ["The Baker"]),
        ("BRIDGE", ["Bridges"]),
        # Accents are folded on both sides.
        ("cafe", ["A Café in the Bronx"]),
        ("café jose", ["A Café in the Bronx"]),
        # Dek and kicker are searched, too.
        ("table", ["A Café in the Bronx"]),
        # Phrase, exclusion, alternative.
        ('"old bridge"', ["Bridges"]),
        ('"old closed"', []),
        ("baker -challah", []),
        ("baker -bridge", ["The Baker"]),
        ("challah or bridge", ["The Baker", "Bridges"]),
        # Hebrew and Yiddish words, also inside a text of another language.
        ("האופה", ["לחם בשכונה"]),
        ("חלות", ["לחם בשכונה", "Notes on a Word"]),
        ("ייִדישע", ["די ביכער"]),
        ("צײַטונגען", ["די ביכער"]),
        ("bakery", ["מילון"]),
        ("חלות -האופה", ["Notes on a Word"]),
        # Nothing to look for.
        ("the", []),
        ("!?", []),
        ('"', []),
        ("nowhere", []),
    ],
)
def test_what_is_found(library, words, headlines):
    assert found(words) == headlines


def test_markup_is_no_word():
    make_article(body="<p>See <strong>there</strong>: <a href='https://ads.example/'>here</a></p>")
    assert found("strong") == found("href") == found("example") == []


@pytest.mark.parametrize("lang", Language)
def test_an_exclusion_holds_whatever_the_language_makes_of_the_word(lang):
    """Yiddish stems what Hebrew and English keep: what one leaves out the other may not let in."""
    make_article(body="<p>חלות, צייטונגען</p>", lang=lang)
    assert found("חלות") == found("צייטונגען") != []
    assert found("חלות -צייטונגען") == []


def test_only_what_is_public_is_found():
    now = timezone.now()
    make_article(headline="Umbrella now", publish_at=now - timedelta(hours=2))
    make_article(headline="Umbrella to come", publish_at=now + timedelta(hours=1))
    make_article(
        headline="Umbrella that was",
        publish_at=now - timedelta(hours=2),
        expires_at=now - timedelta(hours=1),
    )
    assert found("umbrella") == ["Umbrella now"]


def test_the_passage_is_escaped_and_its_words_are_marked():
    text = "<p>Fish &amp; chips: 1 &lt; 2, &lt;script&gt;alert(1)&lt;/script&gt;</p>"
    body = f"{text}<p>And chips</p>"
    article = make_article(body=body)
    assert passages([article], "chip") == {
        # What looks like a tag is no text to PostgreSQL, which leaves it out.
        article.pk: ("Fish &amp; <mark>chips</mark>: 1 &lt; 2,  alert(1)  And <mark>chips</mark>")
    }


def test_a_text_cannot_bring_marks_of_its_own():
    article = make_article(body="<p>Real \ue000fake\ue001 marks of chips</p>")
    assert passages([article], "chips")[article.pk] == "Real fake marks of <mark>chips</mark>"


def test_long_texts_are_cut_around_the_words():
    filler = " ".join(f"word{number}" for number in range(200))
    article = make_article(body=f"<p>{filler} umbrella {filler}</p>")
    passage = passages([article], "umbrella")[article.pk]
    assert passage.count("<mark>umbrella</mark>") == 1
    assert len(passage.split()) <= 82


def test_passages_in_hebrew_and_yiddish():
    hebrew = make_article(body="<p>האופה אפה חלות</p>", **HEBREW)
    yiddish = make_article(body="<p>ער לייענט צייטונגען</p>", **YIDDISH)
    assert passages([hebrew, yiddish], "צייטונג חלות").keys() == {hebrew.pk, yiddish.pk}
    assert passages([hebrew], "חלות") == {hebrew.pk: "האופה אפה <mark>חלות</mark>"}
    assert passages([yiddish], "צייטונג") == {yiddish.pk: "ער לייענט <mark>צייטונגען</mark>"}


def test_no_articles_no_passages(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert passages([], "umbrella") == {}


# the page


def test_the_page_shows_results_newest_first(client):
    now = timezone.now()
    make_article(headline="Older", body="<p>An umbrella.</p>", publish_at=now - timedelta(hours=3))
    newer = make_article(headline="Newer", body="<p>Umbrellas!</p>")
    response = client.get("/search/", {"q": " umbrella "})
    assert texts(response, "a.teaser-link") == ["Newer", "Older"]
    assert elements(response, "a.teaser-link")[0].attrs["href"] == newer.get_absolute_url()
    assert texts(response, "mark") == ["Umbrellas", "umbrella"]
    assert element(response, "input[name=q]").attrs["value"] == "umbrella"
    assert len(elements(response, "form.search")) == 1


def test_the_question_is_shown_as_it_was_typed_and_escaped(client):
    question = '"><script>alert(1)</script>'
    response = client.get("/search/", {"q": question})
    assert element(response, "input[name=q]").attrs["value"] == question
    assert "<script>alert" not in response.content.decode()
    assert "Nothing found for" in response.content.decode()


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "   "}])
def test_without_a_question_there_is_advice_and_no_results(client, query):
    make_article()
    response = client.get("/search/", query)
    assert response.status_code == 200
    assert elements(response, "article.teaser") == elements(response, ".search-results") == []
    assert "Look through every article" in element(response, "main").text


@pytest.mark.parametrize(("length", "status"), [(200, 200), (201, 400), (4000, 400)])
def test_a_question_has_its_length(client, length, status):
    assert client.get("/search/", {"q": "x" * length}).status_code == status


def test_more_results_than_a_page_holds_are_paged_with_the_question(client):
    for _ in range(21):
        make_article(body="<p>Umbrella</p>")
    first = client.get("/search/", {"q": "umbrella"})
    onward = element(first, "a[rel=next]").attrs["href"]
    assert onward.startswith("/search/?q=umbrella&before=")
    second = client.get(onward)
    shown = texts(first, "a.teaser-link") + texts(second, "a.teaser-link")
    assert (len(shown), len(set(shown))) == (21, 21)


@pytest.mark.parametrize(
    "words", ["-" * 33 + "a", "- " * 33 + "a", "-!" * 33 + "a", "-<" * 33 + "rain"]
)
def test_a_row_of_minuses_is_no_row_of_negations(client, words):
    """PostgreSQL's own stack overflows on as many."""
    make_article(headline="A Rain")
    assert client.get("/search/", {"q": words}).status_code == 200


def test_a_minus_within_a_word_and_one_that_leaves_out_stay():
    asked = question('well-known -rain -"two words" - end-')
    assert asked.split() == ["well-known", "-rain", '-"two', 'words"', "end"]
