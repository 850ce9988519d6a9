import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils.html import strip_tags
from PIL import Image

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.slugs import slugify
from articles.demo import load
from articles.demo.files import disclaimer, entries, rows
from articles.demo.pictures import SCENES
from articles.demo.printing import PORTRAIT, Motif
from articles.models import Article, Kind, Language, LineUp, Page, Photo, Section, Site, Tag
from articles.models.content import RIGHT_TO_LEFT, Content
from articles.renditions import make_from
from articles.sanitize import clean_html
from authors.models import Author, User
from tests.factories import UserFactory, make_article

STORIES = entries("articles")
PAGES = entries("pages")
AUTHORS = {row["slug"]: row for row in rows("author")}
SECTIONS = {row["slug"]: row for row in rows("section")}
KEYS = {
    "headline", "slug", "kicker", "dek", "kind", "section", "authors", "tags", "lang",
    "age_hours", "scene", "photo_alt", "photo_caption", "photo_credit",
}  # fmt: skip
BODY_ELEMENTS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "hr"}
BODY_ELEMENTS |= {"section", "figure", "figcaption", "small"}

NOW = datetime(2026, 3, 5, 15, 30, 45, tzinfo=UTC)

each_story = pytest.mark.parametrize(
    "story", STORIES, ids=[story.settings["slug"] for story in STORIES]
)
each_text = pytest.mark.parametrize(
    "text", STORIES + PAGES, ids=[entry.settings["slug"] for entry in STORIES + PAGES]
)


def without_spaces(html):
    return "".join(html.split())


def repeated(values):
    return [value for value, times in Counter(values).items() if times > 1]


def tag_names():
    return {name for story in STORIES for name in story.settings["tags"]}


# --- The files ---


def test_sixty_articles():
    assert len(STORIES) == 60


@each_story
def test_an_article_has_everything_and_names_what_there_is(story):
    words = story.settings
    assert set(words) - {"part"} == KEYS
    assert words["section"] in SECTIONS
    assert words["scene"] in SCENES
    assert words["kind"] in Kind.values
    assert words["lang"] in Language.values
    assert words["age_hours"] > 0
    assert words["authors"]
    assert set(words["authors"]) <= set(AUTHORS)
    assert 2 <= len(words["tags"]) <= 4
    assert repeated(words["authors"] + words["tags"]) == []
    assert slugify(words["slug"]) == words["slug"]
    assert all(words[name] for name in KEYS - {"kicker"})


@each_story
def test_an_article_is_of_a_length_that_suits_its_place(story):
    words = story.settings
    assert 35 <= len(words["headline"]) <= 95
    assert 80 <= len(words["dek"]) <= 200
    assert len(words["kicker"]) <= 24
    assert len(strip_tags(story.body).split()) > 150
    assert is_within_its_column(Content, words, ["headline", "dek", "kicker", "slug"])
    assert len(words["photo_alt"]) <= column_length(Photo, "alt")
    assert len(words["photo_caption"]) <= column_length(Photo, "caption")
    assert len(words["photo_credit"]) <= column_length(Photo, "credit")


def is_within_its_column(model, words, names):
    return all(len(words[name]) <= column_length(model, name) for name in names)


def column_length(model, name):
    return model._meta.get_field(name).max_length


@each_text
def test_a_body_passes_the_sanitizer_unchanged(text):
    body = re.sub('data-photo="[^"]+"', 'data-photo="1"', text.body)
    assert without_spaces(clean_html(body)) == without_spaces(body)
    assert set(re.findall(r"<(\w+)", text.body)) <= BODY_ELEMENTS
    assert text.body.count("<p>") == text.body.count("</p>") > 0


@each_text
def test_a_text_is_set_as_a_newspaper_sets_it(text):
    words = [value for value in text.settings.values() if isinstance(value, str)]
    for passage in [strip_tags(text.body).strip(), *words]:
        assert [sign for sign in ("'", '"', "...", "--", " - ") if sign in passage] == []
        assert passage == passage.strip()


@each_story
def test_a_text_is_in_its_language(story):
    hebrew = len(re.findall("[א-ת]", story.body))
    latin = len(re.findall("[A-Za-z]", strip_tags(story.body)))
    assert (hebrew > latin) == (story.settings["lang"] in RIGHT_TO_LEFT)


def test_nothing_is_there_twice():
    assert repeated(story.settings["slug"] for story in STORIES) == []
    assert repeated(story.settings["headline"] for story in STORIES) == []
    assert repeated(page.settings["slug"] for page in PAGES) == []
    assert repeated(row["slug"] for row in rows("author")) == []
    assert repeated(row["slug"] for row in rows("section")) == []
    assert repeated(row["name"] for row in rows("tag")) == []
    assert repeated(row["portrait"] for row in rows("author") if "portrait" in row) == []


def test_a_tag_has_one_spelling_and_one_address():
    assert repeated(name.lower() for name in tag_names()) == []
    assert repeated(slugify(name) for name in tag_names()) == []


def test_what_is_described_is_used():
    assert {row["name"] for row in rows("tag")} <= tag_names()
    assert {slug for story in STORIES for slug in story.settings["authors"]} == set(AUTHORS)
    assert {story.settings["section"] for story in STORIES} == set(SECTIONS)
    assert {story.settings["kind"] for story in STORIES} == set(Kind.values)
    assert {story.settings["lang"] for story in STORIES} == set(Language.values)


def test_opinion_is_written_by_contributors_and_news_by_the_newsroom():
    signed_by = {
        (story.settings["kind"], AUTHORS[slug]["contributor"])
        for story in STORIES
        for slug in story.settings["authors"]
        if story.settings["kind"] in ("opinion", "news")
    }
    assert ("news", True) not in signed_by
    assert ("opinion", True) in signed_by


# --- The newsroom that is made of them ---


@pytest.fixture
def drawn(monkeypatch):
    """Pictures of a few pixels in place of drawings; the motifs that were asked for."""
    motifs = []

    def printed(asked):
        motifs.extend(asked)
        return [make_from(Image.new("RGB", (30, 20), "olive")) for _ in asked]

    monkeypatch.setattr(load, "printed", printed)
    return motifs


@pytest.fixture
def three_stories(monkeypatch):
    def three(folder):
        return entries(folder)[:3]

    monkeypatch.setattr(load, "entries", three)


def make(seed=5782):
    said = []
    count = load.load(now=NOW, seed=seed, say=said.append)
    return count, said


@pytest.mark.django_db
class TestThreeStories:
    pytestmark = pytest.mark.usefixtures("drawn", "three_stories")

    def test_an_article_is_what_its_file_says(self):
        make()
        words = STORIES[0].settings
        article = Article.objects.published(at=NOW).for_page().get(slug=words["slug"])
        shown = {name: getattr(article, name) for name in ("headline", "kicker", "dek", "kind")} | {
            "slug": article.slug,
            "lang": article.lang,
            "section": article.section.slug,
            "authors": [byline.author.slug for byline in article.bylines_in_order],
            "tags": [tag.name for tag in article.tags_in_order],
            "photo_alt": article.lead_photo.alt,
            "photo_caption": article.caption,
            "photo_credit": article.lead_photo.credit,
        }
        written = {name: words[name] for name in KEYS - {"age_hours", "scene"}}
        assert shown == written | {"tags": sorted(words["tags"])}
        assert without_spaces(article.body) == without_spaces(STORIES[0].body)
        assert article.publish_at == datetime(2026, 3, 5, 14, 48, tzinfo=UTC)
        assert article.lead_photo.widths == [30]

    def test_sections_and_pages_keep_the_order_of_their_files(self):
        make()
        assert [section.slug for section in Section.objects.all()] == list(SECTIONS)
        pages = [page.settings["title"] for page in PAGES[:3]]
        assert [page.title for page in Page.objects.all()] == pages

    def test_the_paper_has_its_words(self):
        make()
        site = Site.objects.get()
        assert (site.name, site.tagline) == ("The Algemeiner", load.TAGLINE)
        assert without_spaces(site.opinion_disclaimer) == without_spaces(disclaimer())
        assert 'href="/contact/"' in site.opinion_disclaimer

    def test_the_front_is_arranged_and_another_one_comes_tomorrow_at_six(self):
        make()
        now, tomorrow = LineUp.objects.begun().get(), LineUp.objects.to_come().get()
        (slot,) = now.slots.all()
        assert (slot.zone, slot.article.slug) == ("top", STORIES[1].settings["slug"])
        assert slot.headline not in ("", slot.article.headline)
        lead, top = tomorrow.slots.in_order()
        assert (lead.article.slug, top.article.slug) == tuple(
            STORIES[number].settings["slug"] for number in (1, 0)
        )
        assert tomorrow.starts_at.astimezone(NEWSROOM_ZONE).hour == 6

    def test_what_was_empty_is_so_no_longer(self):
        assert load.is_empty()
        make()
        assert not load.is_empty()

    def test_nothing_is_made_where_anything_fails(self, monkeypatch):
        broken = entries("articles")[2]
        monkeypatch.setitem(broken.settings, "section", "no-such-section")
        stories = [*entries("articles")[:2], broken]
        monkeypatch.setattr(load, "entries", lambda folder: stories if folder == "articles" else [])
        with pytest.raises(Section.DoesNotExist):
            make()
        assert load.is_empty()

    def test_the_seed_decides_what_is_drawn(self, drawn):
        portraits = [Motif(PORTRAIT, r["portrait"]) for r in rows("author") if "portrait" in r]
        scenes = [story.settings["scene"] for story in STORIES[:3]]
        said = make(seed=7)[1]
        assert drawn[: len(portraits)] == portraits
        assert [motif.scene for motif in drawn[len(portraits) :]] == scenes
        assert repeated(drawn) == []
        assert said == [f"Drawing {len(portraits) + 3} pictures …"]


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_all_sixty_are_public_and_their_links_lead_somewhere(drawn, client):
    assert make()[0] == 60
    assert repeated(drawn) == []
    assert Article.objects.published().count() == 60
    assert Author.objects.count() == len(AUTHORS)
    assert {tag.name for tag in Tag.objects.all()} == tag_names()
    descriptions = dict(Tag.objects.exclude(description="").values_list("name", "description"))
    assert descriptions == {row["name"]: row["description"] for row in rows("tag")}
    oldest = NOW - timedelta(hours=max(story.settings["age_hours"] for story in STORIES))
    assert Article.objects.published(at=oldest - timedelta(minutes=1)).count() == 0

    links = {
        link for entry in STORIES + PAGES for link in re.findall(r'href="(/[^"]*)"', entry.body)
    }
    assert {link for link in links if client.get(link).status_code != 200} == set()


@pytest.mark.django_db
def test_no_log_in_is_planted_in_a_newsroom_with_people_of_its_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    UserFactory(email="editor@example.org", name="Somebody Real")
    make_article()
    call_command("demo", if_empty=True)
    assert [user.name for user in User.objects.all()] == ["Somebody Real"]
    assert not (tmp_path / "demo-logins.json").exists()
