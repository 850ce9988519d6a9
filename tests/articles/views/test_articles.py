from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import changes
from articles.models import Article, Change, Kind, Language, Photo, Site
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    change,
    make_article,
)
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

# As it reads on the archived page: "July 19, 2020 3:47 am".
PUBLISHED = datetime(2020, 7, 19, 7, 47, tzinfo=UTC)
DISCLAIMER = '<p>Theirs alone. <a href="/contact/">Be in touch</a>.</p>'


@pytest.fixture(autouse=True)
def paper(settings):
    settings.SITE_URL = "https://paper.example"
    Site.objects.update_or_create(
        pk=1, defaults={"name": "The Algemeiner", "opinion_disclaimer": DISCLAIMER}
    )


def read(client, **fields):
    article = make_article(publish_at=PUBLISHED, **fields)
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response


@time_machine.travel(datetime(2021, 10, 20, 16, 0, tzinfo=UTC), tick=False)
def test_everything_that_the_archived_page_shows(client):
    portrait = PhotoFactory(alt="Portrait of Ida Roth")
    author = AuthorFactory(
        name="Ida Roth", slug="ida-roth", bio="Ida Roth draws.", portrait=portrait
    )
    response = read(
        client,
        kind=Kind.OPINION,
        section=SectionFactory(name="Opinion", slug="opinion"),
        headline="Annexation or Not",
        dek="What it means.",
        body="<p>One.</p><p>Two, <em>slanted</em>.</p>",
        authors=[author],
        tags=[TagFactory(name="Streets", slug="streets"), TagFactory(name="Bridges")],
        lead_photo=PhotoFactory(caption="A crossing.", credit="Reuters / Ibraheem Abu Mustafa"),
    )
    assert texts(response, "time")[0] == "Wednesday, October 20th | 14 Heshvan 5782"
    published = element(response, "time.published[datetime]")
    assert published.text == "July 19, 2020 3:47 am"
    assert published.attrs["datetime"] == "2020-07-19T03:47:00-0400"
    assert texts(response, "h1.headline") == ["Annexation or Not"]
    assert texts(response, ".dek") == ["What it means."]
    assert texts(response, ".byline-names") == ["by Ida Roth"]
    assert element(response, "a[rel=author]").attrs["href"] == "/author/ida-roth/"
    assert elements(response, "img.avatar")[0].attrs["alt"] == "Portrait of Ida Roth"
    assert texts(response, "figcaption") == ["A crossing. Photo: Reuters / Ibraheem Abu Mustafa"]
    assert texts(response, ".credit") == ["Photo: Reuters / Ibraheem Abu Mustafa"]
    assert texts(response, ".body") == ["One.Two, slanted."]
    assert texts(response, ".author-bio") == ["Ida Roth draws. More by Ida Roth"]
    assert texts(response, ".disclaimer") == ["Theirs alone. Be in touch."]
    assert texts(response, "a[rel=tag]") == ["Bridges", "Streets"]
    assert elements(response, "form.join")[0].attrs["action"] == "/join/"
    assert "reCAPTCHA" in element(response, ".recaptcha-notice").text
    assert [link.attrs["href"] for link in elements(response, "a[rel=noopener]")] == [
        "https://www.facebook.com/sharer/sharer.php"
        "?u=https%3A%2F%2Fpaper.example%2F2020%2F07%2F19%2Fannexation-or-not%2F",
        "https://x.com/intent/post"
        "?url=https%3A%2F%2Fpaper.example%2F2020%2F07%2F19%2Fannexation-or-not%2F"
        "&text=Annexation+or+Not",
    ]


def test_nothing_stands_for_what_an_article_does_not_have(client):
    response = read(client, authors=[AuthorFactory(bio="")])
    for hook in [
        *(".dek", "figure", ".author-bio", ".disclaimer", "a[rel=tag]", ".updated"),
        *(".corrections", ".updates", ".what-changed"),
    ]:
        assert elements(response, hook) == [], hook


@pytest.mark.parametrize("kind", Kind)
def test_the_disclaimer_stands_under_opinion_only(client, kind):
    count = 1 if kind == Kind.OPINION else 0
    assert len(elements(read(client, kind=kind), ".disclaimer")) == count


def test_the_disclaimer_is_the_desk_s_to_word(client):
    Site.objects.update(opinion_disclaimer="<p>Other words.</p>")
    assert texts(read(client, kind=Kind.OPINION), ".disclaimer") == ["Other words."]
    Site.objects.update(opinion_disclaimer="")
    assert texts(read(client, kind=Kind.OPINION), ".disclaimer") == []


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["Ann"], "by Ann"),
        (["Ann", "Bob"], "by Ann and Bob"),
        (["Zoe", "Ann", "Bob"], "by Zoe, Ann and Bob"),
    ],
)
def test_the_byline_names_its_authors_in_order(client, names, line):
    response = read(client, authors=[AuthorFactory(name=name) for name in names])
    assert texts(response, ".byline-names") == [line]


@pytest.mark.parametrize(
    ("lang", "direction"),
    [(Language.ENGLISH, "ltr"), (Language.HEBREW, "rtl"), (Language.YIDDISH, "rtl")],
)
def test_the_page_runs_as_its_language_does(client, lang, direction):
    article = element(read(client, lang=lang, headline="שלום"), "article.article")
    assert article.attrs["dir"] == direction
    assert article.attrs.get("lang", "en") == lang


def test_an_update_is_dated(client):
    article = make_article(publish_at=PUBLISHED)
    Article.objects.update(updated_at=datetime(2020, 12, 1, 17, 5, tzinfo=UTC))
    response = client.get(article.get_absolute_url())
    assert texts(response, "time.updated[datetime]") == ["December 1, 2020 12:05 pm"]


@pytest.mark.parametrize(
    ("elsewhere", "canonical"),
    [
        ("", "https://paper.example/2020/07/19/%D7%92%D7%A9%D7%9D/"),
        ("https://first.example/a/", "https://first.example/a/"),
    ],
)
def test_the_canonical_address(client, elsewhere, canonical):
    response = read(client, slug="גשם", canonical_url=elsewhere)
    assert element(response, "link[rel=canonical]").attrs["href"] == canonical


def test_search_engines_are_given_words_of_their_own(client):
    response = read(client, seo_title="For <machines>", seo_description="Short & dry.", dek="Long")
    assert texts(response, "title") == ["For <machines> | The Algemeiner"]
    assert element(response, "meta[name=description]").attrs["content"] == "Short & dry."


def test_a_headline_is_text_wherever_it_stands(client):
    response = read(client, headline='</title><script>x()</script>"&', slug="x")
    assert texts(response, "h1.headline") == ['</title><script>x()</script>"&']
    assert "<script>x" not in response.content.decode()


def test_the_photo_s_renditions_are_offered_by_width(client):
    photo = PhotoFactory(key="a-key-nobody-guesses", alt="A street.")
    Photo.objects.update(width=1000, height=500, widths=[400, 800, 1000], has_avif=True)
    response = read(client, lead_photo=photo, lead_caption="Another caption.")
    image = element(response, "img[srcset]")
    path = "/media/photos/a-key-nobody-guesses"

    def srcset(form):
        return ", ".join(f"{path}/{width}.{form} {width}w" for width in (400, 800, 1000))

    sources = elements(response, "source")
    assert [(source.attrs["type"], source.attrs["srcset"]) for source in sources] == [
        ("image/avif", srcset("avif")),
        ("image/webp", srcset("webp")),
    ]
    assert (image.attrs["src"], image.attrs["srcset"]) == (f"{path}/800.jpg", srcset("jpg"))
    assert image.attrs["class"] == "focus-x5 focus-y4"
    assert (image.attrs["width"], image.attrs["height"]) == ("1000", "500")
    assert image.attrs["alt"] == "A street."
    assert texts(response, "figcaption")[0].startswith("Another caption.")
    assert element(response, "meta[property=og:image]").attrs["content"] == (
        f"https://paper.example{path}/1000.jpg"
    )


def without_rights(**fields):
    photo = PhotoFactory(rights_until=timezone.localdate() - timedelta(days=1), **fields)
    Photo.objects.filter(pk=photo.pk).update(width=1000, height=500, widths=[400])
    return photo


def test_without_rights_the_section_s_photo_stands_in_wherever_it_is_shown(
    client, django_assert_num_queries
):
    ended = without_rights(key="ended-ended-ended", caption="A crossing.", credit="Reuters")
    default = PhotoFactory(key="default-default-1", alt="A city.", caption="", credit="Ida Roth")
    Photo.objects.filter(pk=default.pk).update(width=1000, height=500, widths=[400])
    section = SectionFactory(slug="city", default_photo=default)
    words = {"lead_photo": ended, "lead_caption": "Here.", "lead_alt": "A crossing here."}
    article = make_article(section=section, headline="Rain", publish_at=PUBLISHED, **words)
    with django_assert_num_queries(5):  # site, article, bylines, changes, further
        response = client.get(article.get_absolute_url())
    image = element(response, "img[srcset]")
    assert image.attrs["src"] == "/media/photos/default-default-1/400.jpg"
    assert image.attrs["alt"] == "A city."
    assert texts(response, "figcaption") == ["Photo: Ida Roth"]
    shared = element(response, "meta[property=og:image]").attrs["content"]
    assert shared == "https://paper.example/media/photos/default-default-1/400.jpg"
    pages = [response, client.get("/"), client.get("/category/city/"), client.get("/feed/")]
    assert [b"ended-ended-ended" in page.content for page in pages] == [False] * 4
    assert [b"default-default-1" in page.content for page in pages] == [True] * 4
    assert [b"Reuters" in page.content for page in pages] == [False] * 4


def test_without_rights_and_a_stand_in_there_is_the_placeholder(client):
    response = read(client, lead_photo=without_rights(key="ended-ended-ended"))
    assert element(response, "img.photo-missing").attrs["src"] == "/static/img/photo-missing.svg"
    assert b"ended-ended-ended" not in response.content


def test_the_photo_is_described_in_the_article_s_own_words_wherever_it_stands(client):
    photo = PhotoFactory(alt="A street.")
    Photo.objects.update(width=1000, height=500, widths=[400])
    response = read(client, lead_photo=photo, lead_alt="Hail on Canal Street.")
    assert element(response, "img[srcset]").attrs["alt"] == "Hail on Canal Street."
    about = element(response, "meta[property=og:image:alt]")
    assert about.attrs["content"] == "Hail on Canal Street."
    teasers = [image.attrs["alt"] for image in elements(client.get("/"), "img[srcset]")]
    assert teasers == ["Hail on Canal Street."]


@pytest.mark.parametrize(
    "url",
    [
        "/2020/07/18/rain/",
        "/2020/07/20/rain/",
        "/2020/07/19/snow/",
        "/2020/07/32/rain/",
        "/2020/13/45/x/",
        "/2020/02/30/rain/",
        "/1899/07/19/rain/",
        "/٢٠٢٠/٠٧/١٩/rain/",
        "/2020/7/19/rain/",
    ],
)
def test_there_is_nothing_at_another_address(client, url):
    make_article(slug="rain", publish_at=PUBLISHED)
    response = client.get(url)
    assert response.status_code == 404
    assert element(response, ".error-page").attrs["data-status"] == "404"


def test_the_slash_at_the_end_may_be_left_out(client):
    make_article(slug="rain", publish_at=PUBLISHED)
    response = client.get("/2020/07/19/rain")
    assert (response.status_code, response.headers["Location"]) == (301, "/2020/07/19/rain/")


def test_a_reader_s_page_sets_no_cookie_and_asks_no_other_host(client):
    response = read(
        client,
        kind=Kind.OPINION,
        lead_photo=PhotoFactory(),
        authors=[AuthorFactory(portrait=PhotoFactory())],
    )
    assert response.cookies == {}
    fetched = [
        found.attrs[name]
        for tag, name in [("img", "src"), ("script", "src"), ("link", "href"), ("iframe", "src")]
        for found in elements(response, f"{tag}[{name}]")
        if found.attrs.get("rel") not in ("canonical", "alternate")
    ]
    assert len(fetched) >= 6
    assert [address for address in fetched if not address.startswith("/static/")] == []


class TestChanges:
    @pytest.fixture(autouse=True)
    def clock(self):
        with time_machine.travel(datetime(2026, 3, 5, 15, 0, tzinfo=UTC), tick=False) as traveller:
            yield traveller

    @pytest.fixture
    def article(self):
        return make_article(publish_at=PUBLISHED, body="<p>The text.</p>")

    def test_a_correction_is_dated_and_stands_where_it_was_put(self, client, article, clock):
        change(article, "correction", "Below.", "foot", dek="One.")
        clock.shift(3600)
        change(article, "correction", "Above.\n\nTwice.", "top", dek="Two.")
        response = client.get(article.get_absolute_url())
        assert texts(response, "section.corrections") == [
            "Correction, March 5, 2026 11:00 am Above. Twice.",
            "Correction, March 5, 2026 10:00 am Below.",
        ]
        text = response.content.decode().partition("article-head")[2]
        assert text.index("Above.") < text.index("The text.") < text.index("Below.")
        assert text.index("Below.") < text.index("article-foot")
        assert texts(response, "time.updated") == ["March 5, 2026 11:00 am"]

    def test_an_update_is_told_where_it_has_a_text(self, client, article):
        change(article, "update", "Added what the mayor said.", dek="One.")
        change(article, "update", dek="Two.")
        response = client.get(article.get_absolute_url())
        assert texts(response, "section.updates") == [
            "Updated March 5, 2026 10:00 am Added what the mayor said."
        ]
        assert texts(response, ".corrections") == []
        link = element(response, "a.what-changed")
        assert link.attrs["href"] == f"{article.get_absolute_url()}changes/"

    def test_a_minor_change_is_not_told(self, client, article):
        change(article, "minor", dek="One.")
        response = client.get(article.get_absolute_url())
        assert texts(response, ".dek") == ["One."]
        for hook in [".corrections", ".updates", ".what-changed", "time.updated"]:
            assert elements(response, hook) == [], hook

    def test_a_superseded_text_is_not_shown_with_the_article(self, client, article):
        change(article, "correction", "It was Sunady.", "top", dek="One.")
        changes.supersede(Change.objects.get(), text="It was Sunday.", by=None)
        assert texts(client.get(article.get_absolute_url()), ".told") == ["It was Sunday."]

    @pytest.mark.parametrize("count", [1, 3])
    def test_many_changes_cost_what_one_does(
        self, client, article, django_assert_num_queries, count
    ):
        for number in range(count):
            change(article, "correction", f"{number}.", "top", dek=f"{number}")
            change(article, "update", f"{number}!", dek=f"{number}!")
        with django_assert_num_queries(5):  # site, article, bylines, changes, further
            response = client.get(article.get_absolute_url())
        assert len(elements(response, ".told")) == 2 * count


def test_what_other_sites_show_of_a_link(client):
    photo = PhotoFactory(key="a-key-nobody-guesses", alt="A street.", widths=[400, 800])
    article = make_article(
        publish_at=PUBLISHED,
        headline="Rain & “Hail”",
        dek="Wet.",
        lang="he",
        section=SectionFactory(name="City", slug="city"),
        lead_photo=photo,
        authors=[AuthorFactory(slug="ida-roth"), AuthorFactory(slug="noa-levi")],
        tags=[TagFactory(name="Rain"), TagFactory(name="Bridges")],
        slug="rain",
    )
    with time_machine.travel(datetime(2026, 3, 5, 15, 0, tzinfo=UTC), tick=False):
        change(article, dek="Wetter.")
    said = elements(client.get(article.get_absolute_url()), "meta[property]")
    assert [(meta.attrs["property"], meta.attrs["content"]) for meta in said] == [
        ("og:type", "article"),
        ("og:site_name", "The Algemeiner"),
        ("og:locale", "he_IL"),
        ("og:title", "Rain & “Hail”"),
        ("og:description", "Wetter."),
        ("og:url", "https://paper.example/2020/07/19/rain/"),
        ("article:published_time", "2020-07-19T03:47:00-04:00"),
        ("article:modified_time", "2026-03-05T10:00:00-05:00"),
        ("article:section", "City"),
        ("article:author", "https://paper.example/author/ida-roth/"),
        ("article:author", "https://paper.example/author/noa-levi/"),
        ("article:tag", "Bridges"),
        ("article:tag", "Rain"),
        ("og:image", "https://paper.example/media/photos/a-key-nobody-guesses/800.jpg"),
        ("og:image:type", "image/jpeg"),
        ("og:image:width", "800"),
        ("og:image:height", "400"),
        ("og:image:alt", "A street."),
    ]
    said = elements(client.get(article.get_absolute_url()), "meta[name]")
    for_x = [meta.attrs for meta in said if meta.attrs["name"].startswith("twitter:")]
    assert [(attrs["name"], attrs["content"]) for attrs in for_x] == [
        ("twitter:card", "summary_large_image"),
        ("twitter:image:alt", "A street."),
    ]
