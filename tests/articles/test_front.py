from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import lineups
from articles.arranging import LATEST, OPINION, SLOTS, STRIP, TOP
from articles.front import Arrangement, front_now, front_of
from articles.models import Article, Kind, Section, Slot
from tests.factories import PhotoFactory, SectionFactory, UserFactory, make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def paper():
    """A full one: every zone and two strips have more than they can show."""
    news, books = SectionFactory(slug="news", position=1), SectionFactory(slug="books", position=2)
    SectionFactory(slug="empty", position=3)
    hidden = SectionFactory(slug="hidden", in_navigation=False)
    for number in range(12):
        make_article(headline=f"Book {number}", section=books, kind=Kind.REVIEW)
        make_article(headline=f"Hidden {number}", section=hidden, kind=Kind.NEWS)
        make_article(headline=f"Opinion {number}", section=news, kind=Kind.OPINION)
        make_article(headline=f"News {number}", section=news)


def arrange(*slots, strips=None):
    """Give readers an arrangement; each slot is (zone, position, article, more)."""
    made = [
        Slot(zone=zone, position=position, article=article, **more)
        for zone, position, article, more in slots
    ]
    seen = getattr(lineups.LineUp.objects.begun().first(), "pk", None)
    return lineups.publish(Arrangement(made, strips), based_on=None, seen=seen, by=None)


def headlines(articles):
    return [article.headline for article in articles]


def test_a_full_front_shows_each_article_once(paper):
    front = front_now()
    pks = [article.pk for article in front.articles]
    assert len(set(pks)) == len(pks)
    assert front.lead.headline == "News 11"
    assert [len(zone) for zone in (front.top, front.latest, front.opinion)] == [
        SLOTS[TOP],
        LATEST,
        SLOTS[OPINION],
    ]
    assert [(str(strip.section), len(strip.articles)) for strip in front.strips] == [
        ("News", SLOTS[STRIP]),
        ("Books", SLOTS[STRIP]),
    ]
    for zone in (front.top, front.latest, front.opinion):
        assert zone == sorted(zone, key=lambda article: article.pk, reverse=True)


def test_what_is_withdrawn_leaves_no_hole(paper):
    pks = [article.pk for article in front_now().articles]
    Article.objects.filter(pk__in=pks[:9]).update(status="withdrawn")
    after = [article.pk for article in front_now().articles]
    assert len(after) == len(pks)
    assert set(after).isdisjoint(pks[:9])


def test_opinion_is_found_however_long_ago_there_was_any():
    for number in range(3):
        then = timezone.now() - timedelta(days=90 + number)
        make_article(headline=f"Thought {number}", kind=Kind.OPINION, publish_at=then)
    for _ in range(25):
        make_article()
    assert headlines(front_now().opinion) == ["Thought 0", "Thought 1", "Thought 2"]


def test_what_the_desk_arranged_stands_where_it_was_put_and_nowhere_else(paper):
    book, old, thought = (
        Article.objects.get(headline=name) for name in ("Book 11", "News 2", "Opinion 11")
    )
    news = book.section.__class__.objects.get(slug="news")
    arrange(
        ("lead", 1, book, {"headline": "The Book of the Year", "photo": PhotoFactory(alt="Ink.")}),
        ("top", 2, old, {"dek": "It goes on."}),
        ("strip", 3, thought, {"section": news}),
    )
    front = front_now()
    assert (front.lead, front.lead.headline, front.lead.lead_photo.alt) == (
        book,
        "The Book of the Year",
        "Ink.",
    )
    assert [front.top[1].headline, front.top[1].dek] == ["News 2", "It goes on."]
    assert front.strips[0].articles[2] == thought
    pks = [article.pk for article in front.articles]
    assert len(pks) == len(set(pks)) == 1 + 4 + 9 + 5 + 8
    assert Article.objects.get(pk=book.pk).headline == "Book 11"


def test_the_front_s_own_photo_is_described_by_its_own_words():
    article = make_article(lead_photo=PhotoFactory(), lead_alt="Rain.")
    Slot(article=article).dress(article)
    assert article.alt == "Rain."
    Slot(article=article, photo=PhotoFactory(alt="Ink.")).dress(article)
    assert article.alt == "Ink."


def test_a_slot_is_given_up_at_its_time_and_when_its_article_may_not_be_seen(paper):
    pinned, leaving, coming = (
        Article.objects.get(headline=name) for name in ("Book 1", "Book 2", "Book 3")
    )
    soon = timezone.now() + HOUR
    arrange(("lead", 1, pinned, {"until": soon}), ("top", 1, leaving, {}), ("top", 2, coming, {}))
    Article.objects.filter(pk=leaving.pk).update(expires_at=soon)
    Article.objects.filter(pk=coming.pk).update(publish_at=soon)
    front = front_now()
    assert (front.lead, front.top[0]) == (pinned, leaving)
    assert coming not in front.articles
    desk = UserFactory()
    slots = lineups.arrangement_of(lineups.LineUp.objects.begun().first())
    later = front_of(slots, at=soon, user=desk)
    assert later.lead != pinned
    assert (later.top[1], leaving in later.articles) == (coming, False)


def test_the_strips_are_those_that_the_desk_wants_in_its_order(paper):
    empty, books, hidden = (SectionFactory(slug=slug).pk for slug in ("empty", "books", "hidden"))
    arrange(strips=[hidden, empty, books])
    assert [str(strip.section) for strip in front_now().strips] == ["Hidden", "Books"]
    arrange(strips=[])
    assert front_now().strips == []


def test_the_front_s_words_go_with_its_slot(paper):
    pinned = Article.objects.get(headline="News 11")
    soon = timezone.now() + HOUR
    line_up = arrange(("top", 1, pinned, {"headline": "For an hour", "until": soon}))
    assert front_now().top[0].headline == "For an hour"
    with time_machine.travel(soon):
        assert front_now().lead.headline == "News 11"
    later = front_of(lineups.arrangement_of(line_up), at=soon, user=UserFactory())
    assert later.lead.headline == "News 11"


@pytest.mark.parametrize("strips", [None, "news"])
def test_what_stood_in_a_strip_that_is_gone_is_found_elsewhere(paper, strips):
    books, news = SectionFactory(slug="books"), SectionFactory(slug="news")
    book = Article.objects.get(headline="Book 11")
    chosen = None if strips is None else [news.pk, books.pk]
    line_up = arrange(("strip", 2, book, {"section": books}), strips=chosen)
    assert book in front_now().strips[-1].articles
    if strips is None:
        Section.objects.filter(pk=books.pk).update(in_navigation=False)
    else:
        line_up = arrange(("strip", 2, book, {"section": books}), strips=[news.pk])
    held = lineups.arrangement_of(line_up)
    for front in (front_now(), front_of(held, at=timezone.now(), user=UserFactory())):
        assert book in front.top
        assert [str(strip.section) for strip in front.strips] == ["News"]


def test_a_line_up_begins_by_itself():
    first, second = make_article(), make_article()
    arrange(("lead", 1, first, {}))
    tomorrow = timezone.now() + 24 * HOUR
    coming = Arrangement([Slot(zone="lead", position=1, article=second)])
    lineups.schedule(coming, at=tomorrow, based_on=None, by=None)
    assert front_now().lead == first
    lineup_then = lineups.LineUp.objects.begun(tomorrow).first()
    desk = UserFactory()
    assert front_of(lineups.arrangement_of(lineup_then), at=tomorrow, user=desk).lead == second


def test_a_preview_shows_no_more_than_its_reader_may_know(settings):
    knowing, other = UserFactory(), UserFactory()
    tomorrow = timezone.now() + 24 * HOUR
    sealed = make_article(publish_at=tomorrow, embargo_until=tomorrow)
    sealed.embargo_list.add(knowing)
    arrangement = Arrangement([Slot(zone="lead", position=1, article=sealed, headline="Peace")])
    seen = [front_of(arrangement, at=tomorrow, user=user).lead for user in (knowing, other)]
    assert seen == [sealed, None]
    assert seen[0].headline == "Peace"


def test_an_article_that_was_never_published_holds_no_slot():
    draft = make_draft(headline="Unready")
    arrange(("lead", 1, draft, {"headline": "Ready"}))
    assert front_now().articles == []


@pytest.mark.parametrize("count", [1, 3])
def test_an_arranged_front_takes_five_queries(django_assert_num_queries, count):
    slots = [
        ("top", place, make_article(lead_photo=PhotoFactory()), {"photo": PhotoFactory()})
        for place in range(1, count + 1)
    ]
    arrange(*slots)
    with django_assert_num_queries(5):
        front = front_now()
    with django_assert_num_queries(0):
        assert len([article.lead_photo.alt for article in front.articles]) == count


def test_an_empty_paper_says_so(client):
    response = client.get("/")
    assert texts(response, ".empty") == ["Nothing has been published yet."]
    assert elements(response, "article.teaser") == []


def test_the_page_gives_the_lead_its_place(client):
    make_article(headline="Plain")
    make_article(headline="Pictured", lead_photo=PhotoFactory())
    make_article(headline="Thought", kind=Kind.OPINION)
    response = client.get("/")
    assert texts(response, "h2.teaser-headline") == ["Pictured", "Plain"]
    assert texts(response, ".teaser-lead") != []
    assert "Thought" in texts(response, ".front-opinion")[0]
