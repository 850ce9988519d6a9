from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from articles.gathering import Places, gather
from articles.models import Article, Kind, Language
from articles.questions import Question
from articles.search import passages
from tests.factories import AuthorFactory, SectionFactory, make_article
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

HEBREW = {"lang": Language.HEBREW}
YIDDISH = {"lang": Language.YIDDISH}


def found(words, **places):
    """The headlines of what answers, in the order of publication."""
    candidates = gather(Question.parse(words), Places(**places), most=100)
    answers = [one.key.pk for one in candidates if one.answers]
    by_id = Article.objects.in_bulk(answers)
    return [by_id[pk].headline for pk in reversed(answers)]


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
        ("challah or bridge dawn", ["The Baker"]),
        # Hebrew and Yiddish words, also inside a text of another language.
        ("האופה", ["לחם בשכונה"]),
        ("חלות", ["לחם בשכונה", "Notes on a Word"]),
        ("ייִדישע", ["די ביכער"]),
        ("צײַטונגען", ["די ביכער"]),
        # Typed without points, with digraphs or pairs of letters, with or without a prefix.
        ("יידישע", ["די ביכער"]),
        ("צייטונגען", ["די ביכער"]),
        ("צײטונגען", ["די ביכער"]),
        ("אופה", ["לחם בשכונה"]),
        ("שכונה", ["לחם בשכונה"]),
        ("השכונה", []),
        ("מהשכונה", []),
        ("bakery", ["מילון"]),
        ("חלות -האופה", ["Notes on a Word"]),
        # Nothing to look for.
        ("the", []),
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
    assert passages([article], Question.parse("chip")) == {
        # What looks like a tag is no text to PostgreSQL, which leaves it out.
        article.pk: ("Fish &amp; <mark>chips</mark>: 1 &lt; 2,  alert(1)  And <mark>chips</mark>")
    }


def test_a_text_cannot_bring_marks_of_its_own():
    article = make_article(body="<p>Real \ue000fake\ue001 marks of chips</p>")
    assert (
        passages([article], Question.parse("chips"))[article.pk]
        == "Real fake marks of <mark>chips</mark>"
    )


def test_long_texts_are_cut_around_the_words():
    filler = " ".join(f"word{number}" for number in range(200))
    article = make_article(body=f"<p>{filler} umbrella {filler}</p>")
    passage = passages([article], Question.parse("umbrella"))[article.pk]
    assert passage.count("<mark>umbrella</mark>") == 1
    assert len(passage.split()) <= 82


def test_passages_in_hebrew_and_yiddish():
    hebrew = make_article(body="<p>האופה אפה חלות</p>", **HEBREW)
    yiddish = make_article(body="<p>ער לייענט צייטונגען</p>", **YIDDISH)
    assert passages([hebrew, yiddish], Question.parse("צייטונג חלות")).keys() == {
        hebrew.pk,
        yiddish.pk,
    }
    assert passages([hebrew], Question.parse("חלות")) == {hebrew.pk: "האופה אפה <mark>חלות</mark>"}
    assert passages([yiddish], Question.parse("צייטונג")) == {
        yiddish.pk: "ער לייענט <mark>צייטונגען</mark>"
    }


def test_no_articles_no_passages(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert passages([], Question.parse("umbrella")) == {}


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


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "   "}, {"q": "!?"}, {"q": '"'}])
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


# where to look


def test_a_search_may_be_narrowed():
    city, books = SectionFactory(slug="city"), SectionFactory(slug="books")
    ida = AuthorFactory(slug="ida-roth")
    at = datetime(2020, 7, 19, 3, 30, tzinfo=UTC)  # the 18th in New York
    rain = "<p>Umbrella</p>"
    make_article(headline="In the City", section=city, authors=[ida], body=rain, publish_at=at)
    make_article(headline="In Books", section=books, kind=Kind.REVIEW, body=rain, authors=[ida])
    make_article(headline="By Others", section=books, body=rain, publish_at=at)
    for places, headlines in [
        ({"sections": [city]}, ["In the City"]),
        ({"sections": [city, books]}, ["By Others", "In the City", "In Books"]),
        ({"kind": Kind.REVIEW}, ["In Books"]),
        ({"author": ida}, ["In the City", "In Books"]),
        ({"author": ida, "sections": [city]}, ["In the City"]),
        ({"author": ida, "kind": Kind.NEWS}, ["In the City"]),
        ({"last": date(2020, 7, 18)}, ["By Others", "In the City"]),
        ({"first": date(2020, 7, 18), "last": date(2020, 7, 18)}, ["By Others", "In the City"]),
        ({"first": date(2020, 7, 19)}, ["In Books"]),
        ({"first": date(2020, 7, 19), "last": date(2020, 7, 18)}, []),
        ({"author": ida, "last": date(2020, 7, 17)}, []),
    ]:
        assert sorted(found("umbrella", **places)) == sorted(headlines), places
        assert sorted(found("", **places)) == sorted(headlines), places
        assert found("nowhere", **places) == found("the", **places) == [], places


def test_an_address_names_what_is_looked_for_and_where(client):
    city = SectionFactory(slug="city", name="City")
    ida = AuthorFactory(slug="ida-roth", name="Ida Roth")
    at = datetime(2020, 7, 19, 16, tzinfo=UTC)
    make_article(
        headline="Found", section=city, kind=Kind.FEATURE, authors=[ida], publish_at=at, dek="Wet"
    )
    make_article(headline="Not found", dek="Wet")
    address = "/search/?q=wet&section=city&kind=feature&author=ida-roth&since=2020-07&until=2020"
    response = client.get(address)
    assert texts(response, "a.teaser-link") == ["Found"]
    assert texts(response, "a.chip") == [
        "Remove: City ×",
        "Remove: Feature ×",
        "Remove: By Ida Roth ×",
        "Remove: From July 1, 2020 ×",
        "Remove: To December 31, 2020 ×",
    ]
    without_section = elements(response, "a.chip")[0].attrs["href"]
    assert without_section == address.replace("section=city&", "")
    values = [field.attrs["value"] for field in elements(response, "input[type=date]")]
    assert values == ["2020-07-01", "2020-12-31"]


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"section": "nowhere"}, "There is no section “nowhere”."),
        ({"kind": "poem"}, "There is no kind of article “poem”."),
        ({"author": "Nobody At All"}, "No author is called “Nobody At All”."),
        ({"since": "2020-13"}, "“2020-13” is no day that we know."),
        ({"until": "yesterday"}, "“yesterday” is no day that we know."),
        ({"until": "0001-01-01"}, "“0001-01-01” is no day that we know."),
        ({"since": "2021", "until": "2020"}, "It is after the last day"),
        ({"sort": "oldest"}, "Results have no order “oldest”."),
    ],
)
def test_what_cannot_be_asked_is_said_and_left_out(client, asked, problem):
    make_article(headline="Rain", publish_at=datetime(2020, 7, 19, tzinfo=UTC))
    response = client.get("/search/", {"q": "rain"} | asked)
    assert response.status_code == 200
    assert problem in element(response, ".search-problems").text
    assert "It was left out of the search." in element(response, ".search-problems").text
    assert texts(response, "a.teaser-link") == ["Rain"]


# the order


def test_the_best_match_comes_first_and_newer_ones_before_older(client):
    now = timezone.now()
    rain = "<p>The umbrella was forgotten, and nobody came back for it.</p>"
    for headline, body, age in [
        ("Umbrella Makers", rain, timedelta(days=300)),
        ("Lost", rain, timedelta(days=2)),
        ("Lost Before", rain, timedelta(days=200)),
        ("Umbrellas of Old", rain, timedelta(days=40 * 365)),
    ]:
        make_article(headline=headline, body=body, publish_at=now - age)
    best = client.get("/search/?q=umbrella")
    assert texts(best, "a.teaser-link") == [
        "Umbrella Makers",
        "Lost",
        "Lost Before",
        "Umbrellas of Old",
    ]
    assert texts(best, "a.order[aria-current]") == ["Best match"]
    newest = client.get(elements(best, "a.order")[1].attrs["href"])
    assert texts(newest, "a.teaser-link") == [
        "Lost",
        "Lost Before",
        "Umbrella Makers",
        "Umbrellas of Old",
    ]


def walked(client, address, rel):
    """The headlines of every page from an address on, page by page."""
    pages = []
    while address:
        response = client.get(address)
        pages.append(texts(response, "a.teaser-link"))
        links = elements(response, f"a[rel={rel}]")
        address = links[0].attrs["href"] if links else None
    return pages, response


def joined(pages):
    return [headline for page in pages for headline in page]


@pytest.fixture
def fifty(monkeypatch):
    """Fifty articles with a word, of which every tenth has it in its headline, the newest first."""
    monkeypatch.setattr("articles.search.PAGE_SIZE", 10)
    now, names = timezone.now(), []
    for number in range(50):
        names.append(f"{'Umbrella' if number % 10 == 3 else 'Story'} {number}")
        body = "<p>An old umbrella, umbrellas of old.</p>" if number % 5 else "<p>Old umbrella</p>"
        make_article(headline=names[-1], body=body, publish_at=now - timedelta(days=number))
    return names


@pytest.mark.parametrize("sort", ["best", "newest"])
@pytest.mark.parametrize("words", ["umbrella", '"old umbrella"', "umbrella -nothing"])
def test_every_answer_is_on_one_page_both_ways(client, fifty, words, sort):
    address = f"/search/?{urlencode({'q': words, 'sort': sort})}"
    onwards, last = walked(client, address, "next")
    assert [len(page) for page in onwards] == [10] * 5
    assert sorted(joined(onwards)) == sorted(fifty)
    if sort == "newest":
        assert joined(onwards) == fifty
    back = elements(last, "a[rel=prev]")[0].attrs["href"]
    assert walked(client, back, "prev")[0] == onwards[3::-1]


def test_behind_the_best_of_the_newest_the_pages_go_on(client, fifty, monkeypatch):
    monkeypatch.setattr("articles.search.MOST_RANKED", 25)
    onwards, _ = walked(client, "/search/?q=umbrella", "next")
    assert sorted(joined(onwards[:3])) == sorted(fifty[:25])
    assert joined(onwards[:3]) != fifty[:25]
    assert joined(onwards[3:]) == fifty[25:]


def test_what_is_looked_at_again_is_looked_at_in_portions(client, fifty, monkeypatch):
    monkeypatch.setattr("articles.search.MOST_LOOKED_AT", 20)
    make_article(body="<p>umbrella old</p>", publish_at=timezone.now() - timedelta(days=9.5))
    for sort in ("best", "newest"):
        pages, _ = walked(client, f"/search/?q=%22old+umbrella%22&sort={sort}", "next")
        assert sorted(joined(pages)) == sorted(fifty)
    first = client.get("/search/?q=%22umbrella+story%22")
    assert "Not in the thousand newest articles" in element(first, ".advice").text
    pages, last = walked(client, "/search/?q=%22umbrella+story%22", "next")
    assert joined(pages) == []
    assert "Try fewer" in element(last, ".advice").text


def test_only_words_to_leave_out_are_no_question(client):
    make_article()
    response = client.get("/search/?q=-rain")
    assert "Say what to look for, too" in element(response, ".advice").text
    assert elements(response, "article.teaser") == []


def test_fifty_words_are_cut_and_said_so(client):
    make_article(headline="word1")
    response = client.get("/search/", {"q": " or ".join(f"w{n}" for n in range(30))})
    assert "Only the first twelve words" in element(response, ".search-problems").text
