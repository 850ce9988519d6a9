from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.further import MORE, Further, further
from articles.models import Article, Kind
from articles.previews import laid_out
from articles.workflow import copy_of
from tests.factories import AuthorFactory, SectionFactory, TagFactory, make_article, make_draft

pytestmark = pytest.mark.django_db

NOTHING = Further(parts=None, previous=None, next=None, related=[], by_authors=[])


@pytest.fixture
def hours_ago():
    now = timezone.now()
    return lambda hours: now - timedelta(hours=hours)


def of(article):
    return further(Article.objects.for_page().get(pk=article.pk))


def headlines(found):
    return {
        "previous": found.previous and found.previous.headline,
        "next": found.next and found.next.headline,
        "related": [other.headline for other in found.related],
        "by_authors": [other.headline for other in found.by_authors],
    }


def test_an_article_alone_leads_nowhere():
    assert of(make_article(tags=[TagFactory()])) == NOTHING


def test_before_and_after_in_the_section(hours_ago):
    city, food = SectionFactory(slug="city"), SectionFactory(slug="food")
    for hours in range(1, 6):
        make_article(headline=f"City {hours}", section=city, publish_at=hours_ago(hours))
        make_article(headline=f"Food {hours}", section=food, publish_at=hours_ago(hours))
    found = [headlines(of(Article.objects.get(headline=f"City {n}"))) for n in (1, 3, 5)]
    assert [(one["previous"], one["next"]) for one in found] == [
        ("City 2", None),
        ("City 4", "City 2"),
        (None, "City 4"),
    ]


def test_of_one_moment_the_later_written_comes_after(hours_ago):
    first, second, third = (make_article(publish_at=hours_ago(1)) for _ in range(3))
    assert (of(second).previous, of(second).next) == (first, third)


def test_related_by_tags_and_by_words_and_more_by_the_author(hours_ago):
    rain, ida = TagFactory(name="Rain"), AuthorFactory()

    def make(headline, hours, *, tags=(), authors=None):
        section = SectionFactory(slug=f"s{hours}")
        make_article(
            headline=headline,
            section=section,
            tags=tags,
            publish_at=hours_ago(hours),
            authors=authors or [AuthorFactory()],
        )

    make("By Tag", 2, tags=[rain])
    make("The Bridges Were Closing", 3)
    make("A Goat", 4)
    make("By Tag and Author", 5, tags=[rain], authors=[ida])
    for hours in range(6, 11):
        make(f"By Author {hours}", hours, authors=[AuthorFactory(), ida])
    article = make_article(
        headline="A Bridge Closes", publish_at=hours_ago(1), tags=[rain], authors=[ida]
    )
    assert headlines(of(article)) == {
        "previous": None,
        "next": None,
        "related": ["By Tag and Author", "By Tag", "The Bridges Were Closing"],
        "by_authors": ["By Author 6", "By Author 7", "By Author 8"],
    }


def test_an_old_article_finds_those_of_its_time(hours_ago):
    rain = TagFactory()
    then, now = SectionFactory(slug="then"), SectionFactory(slug="now")
    for hours in range(1, 30):
        make_article(section=now, publish_at=hours_ago(hours), tags=[rain])
    article, beside = (
        make_article(headline=headline, section=then, publish_at=hours_ago(hours), tags=[rain])
        for headline, hours in [("Umbrellas Are Lost", 1000), ("The Lost Umbrella", 1001)]
    )
    assert of(article).related[0] == beside
    assert len(of(article).related) == MORE


def test_nothing_leads_to_what_readers_do_not_have(hours_ago):
    tag, author = TagFactory(), AuthorFactory()
    same = {"tags": [tag], "authors": [author], "headline": "Rain on the Bridges"}
    article = make_article(publish_at=hours_ago(2), **same)
    make_draft(**same)
    make_article(slug="later", publish_at=timezone.now() + timedelta(hours=1), **same)
    make_article(slug="over", publish_at=hours_ago(1), expires_at=hours_ago(0.5), **same)
    withdrawn = make_article(slug="withdrawn", publish_at=hours_ago(3), **same)
    workflow.withdraw(withdrawn, by=None, notice="")
    assert of(article) == NOTHING
    make_article(slug="public", publish_at=hours_ago(4), kind=Kind.SPONSORED, **same)
    assert headlines(of(article)) == {
        "previous": "Rain on the Bridges",
        "next": None,
        "related": [],
        "by_authors": ["Rain on the Bridges"],
    }


def test_a_version_that_nobody_has_leads_on_by_its_own_tags_and_authors(hours_ago):
    tag, author = TagFactory(), AuthorFactory()
    other = make_article(publish_at=hours_ago(2), tags=[tag], authors=[author])
    draft = make_draft(headline="", tags=[tag], authors=[author], publish_at=None)
    page = laid_out(draft, copy_of(draft.working_copy))
    assert further(page) == Further(
        parts=None, previous=other, next=None, related=[other], by_authors=[]
    )
    bare = make_draft(tags=[], authors=[])
    copy = copy_of(bare.working_copy)
    copy.content["section"] = copy.content["section_id"] = None
    assert further(laid_out(bare, workflow.Copy({**copy.content}))) == NOTHING
