"""
A kept page turns over with everything that it shows: after each thing that happens at the paper, at
every address, readers have from the cache what Django would answer.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import get_resolver, resolve
from django.utils import timezone

from articles import breaking, changes, lineups, tags, versions, workflow
from articles.changes import TypedChange
from articles.front import Arrangement
from articles.models import (
    Article,
    Change,
    Kind,
    LineUp,
    MostRead,
    Page,
    Photo,
    Section,
    SharePicture,
    Site,
    Slot,
    Stretch,
    Zone,
)
from authors.models import Author
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
from tests.reading import Ear, Reader
from tests.test_conventions import patterns

AT = datetime(2020, 7, 19, 7, 47, tzinfo=UTC)
ADDRESSES = [
    "/",
    "/2020/07/19/bridge/",
    "/2020/07/19/bridge/changes/",
    "/2020/07/18/tunnel/",
    "/2020/07/17/ferry/",
    "/2020/",
    "/2020/07/",
    "/2020/07/19/",
    "/category/city/",
    "/category/harbour/",
    "/tag/water/",
    "/author/ida-roth/",
    "/author/noa-levi/",
    "/authors/",
    "/series/waters/",
    "/kind/opinion/",
    "/most-read/",
    "/corrections/",
    "/search/?q=bridge",
    "/feed/",
    "/category/city/feed/",
    "/tag/water/feed/atom/",
    "/author/ida-roth/feed/json/",
    "/kind/news/feed/",
    "/about/",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/sitemap/pages.xml",
    "/sitemap/2020/07.xml",
    "/robots.txt",
    "/ads.txt",
    "/indexnow-key.txt",
    "/tag/old-water/",
    "/tag/islands/",
]
FEW = ["/", "/2020/07/19/bridge/", "/2020/07/17/ferry/", "/category/city/", "/feed/", "/about/"]
FEW += ["/sitemap/pages.xml", "/robots.txt", "/ads.txt"]
# Those that readers ask for and that are not kept, each with why.
NOT_KEPT = {
    "articles.views.contributing": "a piece of somebody’s own",
    "articles.views.photos": "files, asked of the disk and by the policy",
    "articles.views.previews": "for who has the link",
    "articles.views.reads.beacon": "counted, not read",
    "authors.views": "forms, and what follows on them",
    "algemeiner.views": "probes",
    "algemeiner.desk.login": "a form",
}


def test_every_view_for_readers_is_kept_or_says_why_not():
    views = {
        pattern.callback
        for pattern in patterns(get_resolver())
        if getattr(pattern.callback, "access", "") == "public"
    }
    kept = {view for view in views if getattr(view, "cached", None)}
    asked = {resolve(address.partition("?")[0]).func for address in ADDRESSES}
    names = {f"{view.__module__}.{view.__name__}" for view in views - kept}
    assert [name for name in names if not name.startswith(tuple(NOT_KEPT))] == []
    assert kept - asked == set()


class Paper:
    """A paper with some of everything that a page can show."""

    def __init__(self):
        self.photo, self.other_photo = (
            PhotoFactory(widths=[400, 800], caption=words) for words in ("A bridge.", "A boat.")
        )
        self.city = SectionFactory(slug="city", default_photo=self.other_photo)
        self.harbour = SectionFactory(slug="harbour")
        self.water, self.ships = TagFactory(name="Water"), TagFactory(name="Ships")
        self.islands = TagFactory(name="Islands")
        self.ida = AuthorFactory(name="Ida Roth", slug="ida-roth", portrait=PhotoFactory())
        self.noa = AuthorFactory(name="Noa Levi", slug="noa-levi")
        self.about = PageFactory(title="About", slug="about")
        Site.objects.update(ads_txt="example.org, 1, DIRECT")
        self.boat = f'<figure data-photo="{self.other_photo.pk}"><figcaption></figcaption></figure>'
        self.waters = SeriesFactory(name="Waters", slug="waters")
        self.bridge = self.publish(
            "Bridge", AT, body=self.boat, lead_photo=self.photo, series=self.waters
        )
        self.tunnel = self.publish(
            "Tunnel", AT - timedelta(days=1), authors=[self.noa], kind=Kind.OPINION
        )
        self.ferry = self.publish("Ferry", AT - timedelta(days=2), tags=[], section=self.harbour)
        change(self.bridge, "correction", "It has five arches.", dek="Five arches.")
        versions.keep(self.rename(self.water, slug="old-water"), by=None)
        versions.keep(self.rename(self.water, slug="water"), by=None)
        rank(self.bridge, self.tunnel)

    def publish(self, headline, at, **content):
        content = {"authors": [self.ida], "tags": [self.water], "section": self.city} | content
        return make_article(headline=headline, slug=headline.lower(), publish_at=at, **content)

    def now(self, thing):
        return type(thing).objects.get(pk=thing.pk)

    def rename(self, thing, **words):
        thing = self.now(thing)
        for name, value in words.items():
            setattr(thing, name, value)
        return thing

    def keep(self, thing, **words):
        versions.keep(self.rename(thing, **words), by=None)

    def front(self, *articles, **words):
        line_up = LineUp.objects.begun().first()
        slots = [
            Slot(zone=Zone.LEAD if n == 1 else Zone.TOP, position=n, article=article, **words)
            for n, article in enumerate(articles, start=1)
        ]
        seen = line_up and line_up.pk
        lineups.publish(Arrangement(slots), based_on=None, seen=seen, by=None)

    def plan(self):
        article = self.now(self.ferry)
        text = workflow.copy_of(article.working_copy)
        later = workflow.Copy(text.content | {"headline": "Later"}, text.authors, text.tags)
        saved = workflow.save(article, later, based_on=article.working_copy_id, by=None)
        at = timezone.now() + timedelta(minutes=5)
        return saved, at


def rank(*articles):
    MostRead.objects.all().delete()
    for stretch in Stretch:
        for place, article in enumerate(articles, start=1):
            MostRead.objects.create(stretch=stretch, position=place, article=article)


def withdraw(paper):
    workflow.withdraw(paper.bridge, by=None, notice="It fell.", reason="It fell.")


def announce(paper):
    until = timezone.now() + timedelta(hours=1)
    breaking.announce("It stands.", until=until, article=paper.now(paper.bridge), by=None)


# In this order, on one paper: each finds what the one before it left.
HAPPENINGS = {
    "publication": lambda p: p.publish("Canal", AT - timedelta(hours=1)),
    "an update": lambda p: change(p.bridge, headline="The Bridge", text="It is long."),
    "a minor change": lambda p: change(p.bridge, "minor", body=f"<p>Long.</p>{p.boat}"),
    "a correction": lambda p: change(p.tunnel, "correction", "It is short.", dek="Short."),
    "another correction": lambda p: changes.supersede(
        Change.objects.corrections().newest_first()[0], text="It is shorter.", by=None
    ),
    "another section": lambda p: change(p.ferry, section=p.city),
    "a withdrawal": withdraw,
    "coming back": lambda p: workflow.reinstate(p.bridge, by=None, reason="It stands."),
    "breaking news": announce,
    "a withdrawal of breaking news": withdraw,
    "coming back with it": lambda p: workflow.reinstate(p.bridge, by=None, reason="It stands."),
    "the end of breaking news": lambda p: breaking.end(by=None),
    "words of a photo": lambda p: p.keep(p.photo, alt="An old bridge."),
    "renditions": lambda p: Photo.objects.filter(pk=p.photo.pk).update(has_avif=True),
    "words of a photo in a body": lambda p: p.keep(p.other_photo, caption="Two boats."),
    "rights that end": lambda p: p.keep(
        p.photo, rights_until=timezone.localdate() - timedelta(days=1)
    ),
    "another photo for a section": lambda p: p.keep(p.city, default_photo=None),
    "a portrait": lambda p: Photo.objects.filter(pk=p.ida.portrait_id).update(
        widths=[400], width=400, height=300
    ),
    "another name of an author": lambda p: p.keep(p.ida, name="Ida Roth-Stein"),
    "another address of an author": lambda p: p.keep(p.noa, slug="noa"),
    "what an author does": lambda p: p.keep(p.ida, bio="Ida Roth-Stein rows."),
    "another name of a section": lambda p: p.keep(p.city, name="Town"),
    "another address of a section": lambda p: p.keep(p.harbour, slug="port"),
    "another name of a tag": lambda p: p.keep(p.water, name="Waters"),
    "a tag on an article": lambda p: retag(p.ferry, [p.ships]),
    "tags that are merged": lambda p: tags.merge([p.ships], into=p.now(p.water), by=None),
    "another name of the paper": lambda p: p.keep(Site.objects.get(), name="The Paper"),
    "who may sell advertising": lambda p: p.keep(
        Site.objects.get(), ads_txt="example.org, 2, DIRECT"
    ),
    "crawlers that are refused": lambda p: p.keep(Site.objects.get(), refused_crawlers=["GPTBot"]),
    "another text of a page": lambda p: p.keep(p.about, body="<p>More.</p>"),
    "a page out of the footer": lambda p: Page.objects.update(in_footer=False),
    "a page that is taken back": lambda p: p.keep(p.about, is_published=False),
    "a section out of the navigation": lambda p: Section.objects.filter(slug="city").update(
        in_navigation=False
    ),
    "another front": lambda p: p.front(p.now(p.ferry), headline="On the Water"),
    "the front before": lambda p: p.front(p.now(p.tunnel), p.now(p.bridge)),
    "another ranking": lambda p: rank(p.tunnel, p.ferry),
    "a picture for links": lambda p: draw(p.bridge),
    "SQL by hand": lambda p: Article.objects.filter(pk=p.tunnel.pk).update(headline="Hole"),
    "SQL by hand on many": lambda p: Author.objects.update(job_title="Reporter"),
    "another part of a series": lambda p: change(p.ferry, "minor", series=p.waters, part=1),
    "another place in a series": lambda p: change(p.ferry, "minor", part=None),
    "another name of a series": lambda p: p.keep(p.waters, name="All Waters"),
    "a part that leaves its series": lambda p: change(p.ferry, "minor", series=None),
    "a series without a part": lambda p: change(p.bridge, "minor", series=None),
    "a tag that goes": lambda p: p.now(p.islands).delete(),
}


def retag(article, new):
    article.refresh_from_db()
    old = workflow.copy_of(article.working_copy)
    copy = workflow.Copy(old.content, old.authors, new)
    workflow.save(article, copy, based_on=article.working_copy_id, by=None)
    workflow.publish(article, by=None, change=TypedChange("minor"))


def draw(article):
    from articles import share_pictures

    name = share_pictures.name_of(Article.objects.with_share_picture().get(pk=article.pk))
    SharePicture.objects.create(article=article, name=name)


@pytest.mark.usefixtures("transactional_db")
def test_readers_have_what_django_would_answer_whatever_happened(settings):
    settings.INDEXNOW_KEY = "abcdefgh"
    paper, reader = Paper(), Reader()
    ear = Ear(reader.cache)
    before = {address: shown(reader.ask(address)) for address in ADDRESSES}
    for happening, act in HAPPENINGS.items():
        act(paper)
        ear.hear()
        changed = []
        # Where everything was thrown away, a few are enough.
        for address in ADDRESSES if reader.cache.store.pages else FEW:
            kept = reader.ask(address)
            if kept.cached == "hit":  # else it is Django's answer of this moment
                assert shown(kept) == shown(reader.truth(address)), f"{address} after {happening}"
            if shown(kept) != before[address]:
                changed.append(address)
            before[address] = shown(kept)
        assert changed, f"{happening} is on no page"
    ear.close()


def shown(answer):
    return answer.status, answer.headers.get("Location"), answer.body
