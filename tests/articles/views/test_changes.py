from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import changes, workflow
from articles.models import Article, Change, Language
from tests.factories import change, copy, make_article, make_draft
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
BODY = ["It rained on Monday.", "Two.", "Three.", "Four.", "Five."]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def html(paragraphs):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


@pytest.fixture
def article():
    return make_article(headline="Rain", dek="Wet.", body=html(BODY), publish_at=NOW - HOUR)


def record(client, article):
    response = client.get(article.changes_url)
    assert response.status_code == 200
    return response


def test_an_article_that_stands_as_it_was_published(client, article):
    response = record(client, article)
    assert texts(response, ".record") == ["It stands as it was published."]
    assert texts(response, "h1") == ["Rain"]
    assert element(response, "meta[name=robots]").attrs["content"] == "noindex"


def test_every_update_and_correction_newest_first_and_word_by_word(client, article, clock):
    change(article, "correction", "It was Sunday.", body=html(["It rained on Sunday.", *BODY[1:]]))
    clock.move_to(NOW + HOUR)
    change(article, "update", headline="Rain and Snow", dek="")
    response = record(client, article)
    assert texts(response, ".change") == [
        "Update, March 5, 2026 11:00 am Headline Rain put in: and Snow Summary taken out: Wet.",
        "Correction, March 5, 2026 10:00 am It was Sunday."
        " Text It rained on taken out: Monday. put in: Sunday. Two. 3 paragraphs unchanged",
    ]
    assert texts(response, "del") == ["taken out", "taken out: Wet.", "taken out: Monday."]
    assert texts(response, "ins") == ["put in", "put in: and Snow", "put in: Sunday."]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, []),
        (1, ["And 1 minor change, of spelling, punctuation or layout."]),
        (2, ["And 2 minor changes, of spelling, punctuation or layout."]),
    ],
)
def test_minor_changes_are_only_counted(client, article, count, said):
    change(article, "update", "More rain.", dek="Wetter.")
    for number in range(count):
        change(article, "minor", "", dek=f"Wetter {number}.")
    response = record(client, article)
    assert texts(response, ".minor-changes") == said
    assert len(elements(response, ".change")) == 1


def test_a_superseded_text_stands_beside_what_took_its_place(client, article, clock):
    change(article, "correction", "It was Sunady.", body=html(["It rained on Sunday.", *BODY[1:]]))
    clock.move_to(NOW + HOUR)
    changes.supersede(Change.objects.get(), text="It was Sunday.", by=None, reason="A slip.")
    response = record(client, article)
    assert texts(response, ".change") == [
        "Correction, March 5, 2026 11:00 am It was Sunday."
        " Only this text is new. It takes the place of the one of March 5, 2026 10:00 am",
        "Correction, March 5, 2026 10:00 am This text was superseded March 5, 2026 11:00 am"
        " It was Sunday. What it said before: It was Sunady."
        " Text It rained on taken out: Monday. put in: Sunday. Two. 3 paragraphs unchanged",
    ]
    assert "A slip." not in response.content.decode()


def test_nothing_shows_but_what_readers_once_had(client, article):
    """Neither a save that was never published, nor a note, nor who it was."""
    for text in ("A secret draft.", "Another secret draft."):
        article.refresh_from_db()
        workflow.save(
            article,
            copy(body=f"<p>{text}</p>", headline="A secret headline"),
            based_on=article.working_copy_id,
            by=None,
            note="A secret note.",
        )
    change(article, "update", body=html(["It rained."]), headline="Rain")
    article.refresh_from_db()
    workflow.save(
        article, copy(headline="A secret to come"), based_on=article.working_copy_id, by=None
    )
    shown = record(client, article).content.decode()
    assert "secret" not in shown
    assert "Monday." in shown


def test_what_changed_beside_the_text_left_the_words_as_they_were(client, article):
    change(article, "update", "Another kicker.", kicker="Weather")
    assert texts(record(client, article), ".superseded-note") == [
        "Headline, summary and text stayed as they were."
    ]


def test_a_link_that_leads_elsewhere_says_where(client, article):
    link = '<a href="https://{}.example/">rained</a>'
    change(article, "minor", body=html([f"It {link.format('a')}."]))
    change(article, "update", body=html([f"It {link.format('b')}."]))
    assert [found.text for found in elements(record(client, article), "span.address")] == [
        "(https://a.example/)",
        "(https://b.example/)",
    ]


def test_a_picture_is_named_and_not_spelt_out(client, article):
    figure = '<figure data-photo="12"><figcaption>A street.</figcaption></figure>'
    change(article, "update", body=html(BODY) + figure)
    response = record(client, article)
    assert texts(response, "ins")[1:] == [
        "put in: [picture or embed]",
        "put in: A street.",
    ]
    assert "12" not in "".join(texts(response, ".compared"))


def test_a_text_runs_as_its_language_does(client):
    article = make_article(lang=Language.HEBREW, headline="גשם", body="<p>ירד גשם ביום שני</p>")
    change(article, "correction", "It was Tuesday.", body="<p>ירד גשם ביום שלישי</p>")
    compared = element(record(client, article), "div.compared")
    assert (compared.attrs["lang"], compared.attrs["dir"]) == ("he", "rtl")


def test_words_of_both_versions_are_text(client, article):
    change(article, "update", body="<p>1 &lt; 2 &amp;amp; &lt;script&gt;x()&lt;/script&gt;</p>")
    response = record(client, article)
    assert "1 < 2 &amp; <script>x()</script>" in texts(response, "ins")[1]
    assert "<script>x" not in response.content.decode()


def test_ten_to_a_page(client, article, clock):
    for number in range(12):
        clock.move_to(NOW + number * HOUR)
        change(article, "update", f"Number {number}.", dek=f"{number}")
    first = record(client, article)
    assert texts(first, ".told") == [f"Number {number}." for number in range(11, 1, -1)]
    second = client.get(element(first, "a[rel=next]").attrs["href"])
    assert texts(second, ".told") == ["Number 1.", "Number 0."]
    assert elements(second, "a[rel=prev]") != []


@pytest.mark.parametrize(
    "made",
    [make_draft, lambda **fields: make_article(**fields | {"publish_at": NOW + HOUR})],
    ids=["a draft", "a scheduled article"],
)
def test_there_is_no_record_of_what_is_not_public(client, made):
    made(slug="rain", publish_at=NOW - HOUR)
    assert client.get("/2026/03/05/rain/changes/").status_code == 404
    assert client.get("/2026/03/05/other/changes/").status_code == 404


def test_the_record_of_what_is_gone_is_gone(client, article, clock):
    change(article, "correction", "It was Sunday.", dek="Dry.")
    workflow.withdraw(article, by=None, notice="It was not true.")
    response = client.get(article.changes_url)
    assert (response.status_code, texts(response, ".withdrawal-notice")) == (
        410,
        ["It was not true."],
    )
    assert "Sunday" not in response.content.decode()


def test_an_expired_one_is_gone_too(client, article, clock):
    Article.objects.update(expires_at=NOW + HOUR)
    clock.move_to(NOW + HOUR)
    assert client.get(article.changes_url).status_code == 410


def test_the_record_moves_with_its_article(client, article):
    old = article.changes_url
    moved = change(article, "update", slug="rain-again")
    response = client.get(f"{old}?before=1-1")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"{moved.changes_url}?before=1-1",
    )
