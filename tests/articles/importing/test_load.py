from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from articles.importing.load import Report, load, source_id
from articles.importing.page import ArchivedAuthor, ArchivedPage
from articles.models import Article, AuditEntry, Photo, Revision, Section
from authors.models import Author
from tests.factories import AuthorFactory, SectionFactory, make_article

pytestmark = pytest.mark.django_db

PAGE = ArchivedPage(
    dateline="Thursday, June 3rd | 23 Sivan 5781",
    published_at=datetime(2021, 5, 3, 1, 5, tzinfo=UTC),  # the 2nd of May in New York
    headline="The Last Typesetter of Delancey Street",
    authors=(ArchivedAuthor("Miriam Adler", "Miriam Adler is a printer’s daughter."),),
    caption="A drawer of Hebrew type.",
    credit="The Lantern / Ida Roth",
    paragraphs=("It smells of ink & oil.", "“<b>” is what he calls bold."),
    disclaimer="The opinions presented by Algemeiner bloggers are solely theirs.",
    unread=(),
)
ADDRESS = "/2021/05/02/the-last-typesetter-of-delancey-street/"
NEWS = replace(
    PAGE,
    published_at=datetime(2021, 6, 1, 12, 0, tzinfo=UTC),
    headline="Type Museum to Open",
    authors=(ArchivedAuthor("Miriam Adler", ""), ArchivedAuthor("Eli Rothman", "")),
    caption="",
    credit="",
    disclaimer="",
)
NEWS_ADDRESS = "/2021/06/01/type-museum-to-open/"


def rows():
    """How many there are of everything that an import can make."""
    models = (Article, Revision, Author, Photo, Section, AuditEntry)
    return {model.__name__: model.objects.count() for model in models}


def as_read(address):
    """What readers are given of a public article, in plain values."""
    article = Article.objects.published().for_page().get(source_id=address)
    assert article.get_absolute_url() == address
    photo = article.lead_photo
    return {
        "headline": article.headline,
        "kind": article.kind,
        "section": article.section.name,
        "publish_at": article.publish_at,
        "updated_at": article.updated_at,
        "authors": [(b.author.name, b.author.slug, b.author.bio) for b in article.bylines_in_order],
        "photo": photo and (photo.caption, photo.credit, photo.alt, photo.widths),
        "body": article.body,
        "unpublished": article.has_unpublished_changes,
    }


def test_an_opinion_page_as_readers_get_it():
    assert load([PAGE]) == Report(
        made=[
            "author Miriam Adler",
            "section Opinion",
            "photo record “The Lantern / Ida Roth”, without its picture",
            f"article {ADDRESS} (2 paragraphs)",
        ],
        already_there=[],
    )
    assert as_read(ADDRESS) == {
        "headline": "The Last Typesetter of Delancey Street",
        "kind": "opinion",
        "section": "Opinion",
        "publish_at": PAGE.published_at,
        "updated_at": None,
        "authors": [("Miriam Adler", "miriam-adler", "Miriam Adler is a printer’s daughter.")],
        "photo": (
            "A drawer of Hebrew type.",
            "The Lantern / Ida Roth",
            "The picture is not in the archive.",
            [],
        ),
        "body": "<p>It smells of ink &amp; oil.</p>\n<p>“&lt;b&gt;” is what he calls bold.</p>",
        "unpublished": False,
    }


def test_a_page_without_disclaimer_and_photo_is_news():
    load([NEWS])
    read = as_read(NEWS_ADDRESS)
    assert (read["kind"], read["section"], read["photo"]) == ("news", "News", None)
    assert [name for name, _, _ in read["authors"]] == ["Miriam Adler", "Eli Rothman"]


def test_pages_share_their_author_and_the_first_bio_stays():
    assert load([PAGE, NEWS]).made[4:] == [
        "author Eli Rothman",
        "section News",
        f"article {NEWS_ADDRESS} (2 paragraphs)",
    ]
    assert as_read(NEWS_ADDRESS)["authors"] == [
        ("Miriam Adler", "miriam-adler", "Miriam Adler is a printer’s daughter."),
        ("Eli Rothman", "eli-rothman", ""),
    ]


def test_what_the_newsroom_has_already_is_used_as_it_is():
    AuthorFactory(name="Miriam Adler", slug="miriam-adler", bio="Our own words.")
    SectionFactory(name="Voices", slug="opinion")
    assert load([PAGE]).made == [
        "photo record “The Lantern / Ida Roth”, without its picture",
        f"article {ADDRESS} (2 paragraphs)",
    ]
    read = as_read(ADDRESS)
    assert read["section"] == "Voices"
    assert read["authors"] == [("Miriam Adler", "miriam-adler", "Our own words.")]


@pytest.mark.parametrize("again", [PAGE, replace(PAGE, paragraphs=("Quite another text.",))])
def test_a_page_that_is_there_is_left_alone(again):
    load([PAGE, NEWS])
    before, read = rows(), as_read(ADDRESS)
    assert load([again]) == Report(made=[], already_there=[ADDRESS])
    assert (rows(), as_read(ADDRESS)) == (before, read)


def test_a_page_that_is_named_twice_is_made_once():
    assert load([PAGE, PAGE]).already_there == [ADDRESS]
    assert Article.objects.count() == 1


def test_all_or_nothing():
    make_article(headline=PAGE.headline, publish_at=PAGE.published_at)
    before = rows()
    with pytest.raises(ValidationError, match="Another article of that day has this address"):
        load([NEWS, PAGE])
    assert rows() == before


@pytest.mark.parametrize(
    ("published_at", "headline", "key"),
    [
        (datetime(2020, 7, 19, 7, 47, tzinfo=UTC), "Annexation — or Not", "annexation-or-not"),
        (datetime(2020, 7, 20, 3, 59, tzinfo=UTC), "Café Life", "cafe-life"),
        (datetime(2020, 7, 19, 4, 0, tzinfo=UTC), "שעת הסיפור", "שעת-הסיפור"),
    ],
)
def test_a_page_is_known_by_its_old_address(published_at, headline, key):
    page = replace(PAGE, published_at=published_at, headline=headline)
    assert source_id(page) == f"/2020/07/19/{key}/"
