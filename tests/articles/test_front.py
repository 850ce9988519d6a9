import pytest

from articles.front import LATEST, OPINION, STRIP, TOP, Candidate, newest_front, zones
from articles.models import Article, Kind
from tests.factories import PhotoFactory, SectionFactory, make_article
from tests.markup import elements, texts

N, O, R, S = Kind.NEWS, Kind.OPINION, Kind.REVIEW, Kind.SPONSORED  # noqa: E741
P = Kind.PRESS_RELEASE


def candidates(*rows):
    """Newest first, with ids from 1; a kind, or a kind and whether there is a photo."""
    return [
        Candidate(pk, *(row if isinstance(row, tuple) else (row, None)))
        for pk, row in enumerate(rows, start=1)
    ]


def numbers(first, count):
    return list(range(first, first + count))


@pytest.mark.parametrize(
    ("newest", "lead", "top", "latest", "opinion"),
    [
        ([], [], [], [], []),
        ([N], [1], [], [], []),
        # The newest with a photo leads, else the newest.
        ([N, (R, [400]), (N, [400])], [2], [1, 3], [], []),
        ([N, R], [1], [2], [], []),
        # Paid pieces and opinion never lead, photo or not.
        ([(S, [400]), (P, [400]), (O, [400]), N], [4], [1, 2], [], [3]),
        ([(S, [400])], [], [1], [], []),
        ([(O, [400]), (O, [400])], [], [], [], [1, 2]),
        # Opinion has its column, and beyond it stands among the others.
        ([O] * 6 + [N], [7], [6], [], [1, 2, 3, 4, 5]),
        ([N] * 15, [1], [2, 3, 4, 5], [6, 7, 8, 9, 10, 11, 12, 13, 14], []),
    ],
)
def test_what_goes_where(newest, lead, top, latest, opinion):
    assert zones(candidates(*newest)) == (lead, top, latest, opinion)


@pytest.fixture
def paper(db):
    """A full one: every zone and two strips have more than they can show."""
    news, books = SectionFactory(slug="news", position=1), SectionFactory(slug="books", position=2)
    SectionFactory(slug="empty", position=3)
    hidden = SectionFactory(slug="hidden", in_navigation=False)
    for number in range(12):
        make_article(headline=f"Book {number}", section=books, kind=Kind.REVIEW)
        make_article(headline=f"Hidden {number}", section=hidden, kind=Kind.NEWS)
        make_article(headline=f"Opinion {number}", section=news, kind=Kind.OPINION)
        make_article(headline=f"News {number}", section=news)


def shown(front):
    strips = [article for strip in front.strips for article in strip.articles]
    lead = [front.lead] if front.lead else []
    return [*lead, *front.top, *front.latest, *front.opinion, *strips]


def test_a_full_front_shows_each_article_once(paper):
    front = newest_front()
    pks = [article.pk for article in shown(front)]
    assert len(set(pks)) == len(pks)
    assert front.lead.headline == "News 11"
    assert [len(zone) for zone in (front.top, front.latest, front.opinion)] == [
        TOP,
        LATEST,
        OPINION,
    ]
    assert [(str(strip.section), len(strip.articles)) for strip in front.strips] == [
        ("News", STRIP),
        ("Books", STRIP),
    ]
    for zone in (front.top, front.latest, front.opinion):
        assert zone == sorted(zone, key=lambda article: article.pk, reverse=True)


def test_what_is_withdrawn_leaves_no_hole(paper):
    pks = [article.pk for article in shown(newest_front())]
    Article.objects.filter(pk__in=pks[:9]).update(status="withdrawn")
    after = [article.pk for article in shown(newest_front())]
    assert len(after) == len(pks)
    assert set(after).isdisjoint(pks[:9])


@pytest.mark.django_db
def test_an_empty_paper_says_so(client):
    response = client.get("/")
    assert texts(response, ".empty") == ["Nothing has been published yet."]
    assert elements(response, "article.teaser") == []


@pytest.mark.django_db
def test_the_page_gives_the_lead_its_place(client):
    make_article(headline="Plain")
    make_article(headline="Pictured", lead_photo=PhotoFactory())
    make_article(headline="Thought", kind=Kind.OPINION)
    response = client.get("/")
    assert texts(response, "h2.teaser-headline") == ["Pictured", "Plain"]
    assert texts(response, ".teaser-lead") != []
    assert "Thought" in texts(response, ".front-opinion")[0]
