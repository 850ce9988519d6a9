"""A page costs the same number of queries however much it shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.changes import supersede
from articles.models import Change, Kind, Site
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    SeriesFactory,
    TagFactory,
    change,
    make_article,
)
from tests.markup import elements

pytestmark = pytest.mark.django_db

# The paper's settings, navigation and footer together; then what is said beside each page.
SITE = 1
LISTS = [
    ("/", SITE + 5, 10),  # line-up, candidates, sections, articles, bylines
    ("/category/city/", SITE + 3, 3),  # section, articles, bylines
    ("/tag/bridges/", SITE + 3, 3),
    ("/author/ida-roth/", SITE + 3, 3),
    ("/series/bridges/", SITE + 3, 3),
    ("/kind/feature/", SITE + 2, 3),
    ("/{day:%Y}/", SITE + 3, 3),  # articles, bylines, months that have any
    ("/{day:%Y/%m}/", SITE + 3, 3),
    ("/{day:%Y/%m/%d}/", SITE + 2, 3),
    ("/search/?q=umbrella", SITE + 4, 3),  # what answers, articles, bylines, passages
    ("/search/?q=umbrella&section=city&since=2001&sort=newest", SITE + 4, 3),
    ("/search/?q=umbrella&author=ida-roth", SITE + 5, 3),  # the author
    ("/search/?section=city", SITE + 3, 3),
]
# Its mark, articles, bylines, changes; then what the feed is of.
FEEDS = [
    ("/feed/", SITE + 4),
    ("/feed/json/", SITE + 4),
    ("/category/city/feed/", SITE + 5),
    ("/tag/bridges/feed/atom/", SITE + 5),
    ("/author/ida-roth/feed/", SITE + 5),
    ("/kind/feature/feed/", SITE + 4),
]
SITEMAPS = [
    ("/sitemap.xml", 1),
    ("/sitemap/pages.xml", 3),
    ("/sitemap/{day:%Y/%m}.xml", 1),
    ("/sitemap-news.xml", 2),
]


@pytest.fixture
def day():
    """The newsroom's day of everything that `newsroom` makes."""
    return timezone.localtime() - timedelta(days=40)


@pytest.fixture
def newsroom(day):
    """Makes so many articles that are in every list; each with all that an article can have."""
    Site.objects.update_or_create(pk=1, defaults={"opinion_disclaimer": "<p>Theirs.</p>"})
    city = SectionFactory(slug="city")
    sections = [SectionFactory(slug=slug) for slug in ("books", "food")]
    pages = [PageFactory(), PageFactory()]
    shared = AuthorFactory(slug="ida-roth", portrait=PhotoFactory())
    bridges, series = TagFactory(slug="bridges"), SeriesFactory(slug="bridges")

    def make(count):
        articles = [
            make_article(
                kind=Kind.FEATURE,
                section=city,
                series=series,
                body="<p>Every umbrella.</p>",
                publish_at=day,
                lead_photo=PhotoFactory(),
                authors=[shared, *(AuthorFactory(portrait=PhotoFactory()) for _ in range(2))],
                tags=[bridges, TagFactory(), TagFactory()],
            )
            for _ in range(count)
        ]
        assert len(sections) == len(pages) == 2
        return articles

    return make


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "queries", "most_shown"), LISTS, ids=lambda value: str(value))
def test_a_list(client, newsroom, day, django_assert_num_queries, url, queries, most_shown, count):
    newsroom(count)
    with django_assert_num_queries(queries):
        response = client.get(url.format(day=day))
    assert response.status_code == 200
    assert len(elements(response, "article.teaser")) == min(count, most_shown)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "queries"), FEEDS)
def test_a_feed(client, newsroom, django_assert_num_queries, url, queries, count):
    newsroom(count)
    with django_assert_num_queries(queries):
        response = client.get(url)
    text = response.content.decode()
    assert max(text.count(mark) for mark in ("<item>", "<entry ", '"id":')) == count


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "queries"), SITEMAPS)
def test_a_sitemap(client, newsroom, day, django_assert_num_queries, url, queries, count):
    newsroom(count)
    with django_assert_num_queries(queries):
        response = client.get(url.format(day=day))
    assert response.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_index_of_authors(client, newsroom, django_assert_num_queries, count):
    newsroom(count)
    with django_assert_num_queries(SITE + 1):
        response = client.get("/authors/")
    assert len(elements(response, "a.name")) == 1 + 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_the_article_page(client, newsroom, django_assert_num_queries, count):
    article = newsroom(count + 1)[-1]
    for _ in range(count):
        make_article(tags=article.tags_in_order, lead_photo=PhotoFactory())
    with django_assert_num_queries(SITE + 4):  # article, bylines, changes, what it leads on to
        response = client.get(article.get_absolute_url())
    assert len(elements(response, "a[rel=author]")) == 3
    assert len(elements(response, "a[rel=tag]")) == 3
    assert len(elements(response, ".teaser-further")) == count


@pytest.mark.parametrize("count", [1, 3])
def test_photos_in_the_text_cost_one_query(client, newsroom, django_assert_num_queries, count):
    photos = [PhotoFactory(widths=[400]) for _ in range(count)]
    body = "".join(
        f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>' for photo in photos
    )
    article = make_article(body=body)
    with django_assert_num_queries(SITE + 5):  # article, bylines, changes, further, photos
        response = client.get(article.get_absolute_url())
    assert len(elements(response, "figure.photo")) == count


@pytest.mark.parametrize("count", [1, 3])
def test_an_opinion_of_one_author_costs_no_less_and_no_more(
    client, django_assert_num_queries, count
):
    authors = [AuthorFactory() for _ in range(count)]
    article = make_article(kind=Kind.OPINION, authors=authors)
    with django_assert_num_queries(SITE + 4):
        response = client.get(article.get_absolute_url())
    assert len(elements(response, "a[rel=author]")) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_of_changes(client, django_assert_num_queries, count):
    articles = [make_article() for _ in range(count)]
    for article in articles:
        for number in range(count):
            change(article, "correction", f"{number}.", dek=f"{number}")
            change(article, "minor", dek=f"{number}!")
    supersede(Change.objects.corrections().newest_first()[0], text="Better.", by=None)
    with django_assert_num_queries(SITE + 3):  # article, changes, how many minor
        response = client.get(f"{articles[-1].get_absolute_url()}changes/")
    assert len(elements(response, ".change")) == count + 1
    with django_assert_num_queries(SITE + 1):
        response = client.get("/corrections/")
    assert len(elements(response, ".correction")) == count * count


def test_every_page_that_is_promised_a_limit_keeps_it():
    assert {url: queries for url, queries, _ in LISTS if queries > 6} == {}


@pytest.mark.parametrize(
    ("url", "status", "queries"),
    [
        ("/2020/01/02/nothing/", 404, SITE + 3),  # article, gone, redirect
        ("/category/nothing/", 404, SITE + 2),
        ("/a/b/c/", 404, SITE + 1),
        ("/healthz", 200, 0),
        ("/robots.txt", 200, 1),
        ("/?before=junk%00", 400, 0),
        ("/category/city/?before=junk", 400, 1),
        ("/contact/", 200, SITE),
        ("/join/", 200, SITE),
        ("/submit/sent/", 200, SITE),
        ("/csrf/", 200, 0),
    ],
)
def test_other_answers(client, django_assert_num_queries, url, status, queries):
    SectionFactory(slug="city")
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == status
