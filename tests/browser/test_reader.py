"""What readers do with the paper."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from algemeiner.recaptcha_standin import Answer
from articles import workflow
from articles.models import Article, Site
from authors.models import ContactMessage, JoinRequest
from tests.browser.pages import settle
from tests.factories import AuthorFactory, SectionFactory, TagFactory, make_article

pytestmark = pytest.mark.browser

ARCHIVED = Path(__file__).parents[3] / "shared/seeds/000_cb97c2e443955e1d.txt"
WRITTEN = """\
Wednesday, October 20th | 15 Heshvan 5782

January 5, 2021 12:08 pm

The Ferry That Waits — and the Man Who Holds It

avatar by Miriam Adler

The last boat at its pier on Staten Island, December 30, 2020. Photo: The Lantern / Ida Roth.

The last boat is never on time & nobody minds.

“I count the coats,” said its captain, “and when one is missing we wait.”

He has waited for a bride, twice for the same dentist, and once for a goat.

Miriam Adler is a city reporter. She has missed the last boat once.

The opinions presented by Algemeiner bloggers are solely theirs and do not represent those of \
The Algemeiner, its publishers or editors. If you would like to share your views with a blog post \
on The Algemeiner, please be in touch through our Contact page.

Share this Story: Share On Facebook Share On Twitter

Let your voice be heard!

Join the Algemeiner

This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.
"""
GOOGLE = "https://policies.google.com/"


@pytest.fixture(autouse=True)
def paper(transactional_db):
    """The paper's settings, without which a page has no navigation."""
    return Site.objects.get_or_create(pk=1)[0]


def text(page, selector):
    return " ".join(page.locator(selector).text_content().split())


def texts(page, selector):
    return [" ".join(found.split()) for found in page.locator(selector).all_text_contents()]


def links(page, selector):
    return [link.get_attribute("href") for link in page.locator(selector).all()]


def fill(form, **typed):
    for label, words in typed.items():
        form.get_by_label(label, exact=True).fill(words)


def tab_to(page, selector):
    """Press Tab until the element is reached, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the Tab key does not reach {selector}")


# --- The archived page ---


@pytest.fixture(params=["written for this test", "the real one"])
def archived_page(request, tmp_path):
    if request.param == "the real one":
        if not ARCHIVED.exists():
            pytest.skip("the archived page is not here")
        return ARCHIVED
    path = tmp_path / "page.txt"
    path.write_text(WRITTEN)
    return path


@time_machine.travel(datetime(2021, 10, 21, 0, 0, tzinfo=UTC))
def test_the_page_shows_every_element_of_the_archived_one(archived_page, reader, live_server):
    call_command("import_page", archived_page, verbosity=0)
    article = Article.objects.get()
    reader.goto(article.get_absolute_url())
    settle(reader)

    lines = [line for line in archived_page.read_text().splitlines() if line]
    masthead, published, headline, byline, caption, *paragraphs = lines[:-6]
    bio, disclaimer, _, voice, join, notice = lines[-6:]
    author = byline.removeprefix("avatar by ")
    assert {
        "masthead": text(reader, "header .dateline time"),
        "published": text(reader, "article.article time.published[datetime]"),
        "headline": text(reader, "h1.headline"),
        "byline": text(reader, ".byline-names"),
        "authors": texts(reader, ".byline a[rel=author]"),
        "caption": text(reader, "figure.lead figcaption"),
        "credit": text(reader, "figure.lead .credit"),
        "paragraphs": texts(reader, ".body p"),
        "bio": text(reader, ".author-bio"),
        "disclaimer": text(reader, ".disclaimer"),
        "share": texts(reader, "nav.share a, nav.share [data-copy-link]"),
        "voice": text(reader, "form.join h2"),
        "join": text(reader, "form.join button"),
        "notice": text(reader, ".recaptcha-notice"),
    } == {
        "masthead": masthead,
        "published": published,
        "headline": headline,
        "byline": f"by {author}",
        "authors": [author],
        "caption": caption.removesuffix("."),
        "credit": caption[caption.index("Photo:") :].removesuffix("."),
        "paragraphs": paragraphs,
        "bio": f"{bio} More by {author}",
        "disclaimer": disclaimer,
        "share": ["Share On Facebook", "Share On X (Twitter)", "E-mail", "Copy link"],
        "voice": voice,
        "join": join,
        "notice": notice,
    }
    author_page = f"/author/{author.lower().replace(' ', '-')}/"
    assert links(reader, ".byline a[rel=author], .author-bio a") == [author_page] * 2
    assert links(reader, ".disclaimer a") == ["/contact/"]
    assert links(reader, ".recaptcha-notice a") == [f"{GOOGLE}privacy", f"{GOOGLE}terms"]
    assert [urlsplit(link).netloc for link in links(reader, "nav.share a")] == [
        "www.facebook.com",
        "x.com",
        "",
    ]
    written_time = reader.locator("time.published").get_attribute("datetime")
    assert datetime.fromisoformat(written_time) == article.publish_at
    pictures = reader.locator(".byline img.avatar, figure.lead img").all()
    assert [picture.evaluate("image => image.naturalWidth > 0") for picture in pictures] == [
        True,
        True,
    ]
    assert {urlsplit(url).netloc for url in reader.asked} == {urlsplit(live_server.url).netloc}
    assert reader.complaints == []


def test_the_link_is_copied(open_page, live_server, settings):
    settings.SITE_URL = live_server.url
    page = open_page(base_url=live_server.url, permissions=["clipboard-read", "clipboard-write"])
    page.goto(make_article(headline="Worth Sharing").get_absolute_url())
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("nav.share [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_page_that_was_read_for_some_seconds_says_so_once(reader):
    article = make_article()
    sent = []
    reader.on("request", lambda request: request.method == "POST" and sent.append(request))
    reader.clock.install()
    reader.goto(article.get_absolute_url())
    reader.clock.run_for(5_000)
    assert sent == []
    with reader.expect_response("**/read/"):
        reader.clock.run_for(60_000)
    assert [(request.post_data, request.headers.get("cookie")) for request in sent] == [
        (f"article={article.pk}", None)
    ]
    assert reader.complaints == []


# --- Forms ---


def sent(model):
    """What the newsroom has of all that was sent, in plain values."""
    return list(model.objects.values("name", "email", "screening", "screening_detail"))


PASSED = {"screening": "passed", "screening_detail": "passed, score 0.9"}
UNJUDGED = {"screening": "passed", "screening_detail": "refused, missing-input-response"}
IDA = {"name": "Ida Roth", "email": "ida@example.org"}


def test_joining_at_the_foot_of_an_article(reader, standin, settings):
    reader.goto(make_article().get_absolute_url())
    form = reader.locator("form.join")
    fill(form, **{"Name": "Ida Roth", "E-mail": "ida@example.org"})
    expect(reader.locator(".grecaptcha-badge")).to_be_visible()
    assert [url for url in reader.asked if url.startswith(standin.origin)] == [
        f"{standin.script_url}?render={settings.RECAPTCHA_PUBLIC_KEY}"
    ]

    form.get_by_role("button").click()
    expect(reader).to_have_url("/join/thanks/")
    assert sent(JoinRequest) == [IDA | PASSED]
    assert reader.complaints == []


def test_joining_where_recaptcha_is_away(reader, standin):
    standin.stop()
    reader.goto(make_article().get_absolute_url())
    form = reader.locator("form.join")
    fill(form, **{"Name": "Ida Roth", "E-mail": "ida@example.org"})
    form.get_by_role("button").click()
    expect(reader).to_have_url("/join/thanks/")
    assert sent(JoinRequest) == [IDA | UNJUDGED]


def test_joining_without_javascript(open_page, live_server, standin):
    page = open_page(base_url=live_server.url, java_script_enabled=False)
    page.goto(make_article().get_absolute_url())
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    fill(page.locator("form.join"), **{"Name": "Ida Roth", "E-mail": "ida@example.org"})
    with page.expect_navigation():
        page.locator("form.join").get_by_role("button").click()

    assert urlsplit(page.url).path == "/join/"
    expect(page.get_by_label("Name")).to_have_value("Ida Roth")
    expect(page.get_by_label("E-mail")).to_have_value("ida@example.org")
    assert sent(JoinRequest) == []
    page.get_by_role("button", name="Join the Algemeiner").click()
    expect(page).to_have_url("/join/thanks/")
    assert sent(JoinRequest) == [IDA | UNJUDGED]


def test_mistakes_in_a_form_are_named_and_nothing_typed_is_lost(reader):
    reader.goto("/contact/")
    form = reader.locator("form.sheet")
    typed = {"Name": "Ida Roth", "E-mail": "ida at example", "Message": "A bench is missing."}
    fill(form, **typed)
    form.get_by_role("button", name="Send").click()

    summary = reader.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    assert texts(reader, ".error-summary li") == [
        "Topic: This field is required.",
        "E-mail: Enter a valid email address.",
    ]
    for label, words in typed.items():
        expect(form.get_by_label(label, exact=True)).to_have_value(words)
    mail = form.get_by_label("E-mail", exact=True)
    expect(mail).to_have_attribute("aria-invalid", "true")
    described = mail.get_attribute("aria-describedby")
    assert text(reader, f"#{described}") == "Enter a valid email address."
    assert ContactMessage.objects.count() == 0

    summary.get_by_role("link", name="E-mail").click()
    expect(mail).to_be_focused()
    mail.fill("ida@example.org")
    form.get_by_label("Topic").select_option("News tip")
    form.get_by_role("button", name="Send").click()
    expect(reader.locator("h1")).to_have_text("Your message is with the newsroom")
    assert sent(ContactMessage) == [IDA | PASSED]
    assert ContactMessage.objects.get().message == "A bench is missing."
    assert reader.complaints == []


def test_who_looks_like_a_machine_ticks_a_box(reader, standin):
    standin.answer = Answer.LOW_SCORE
    reader.goto("/contact/")
    form = reader.locator("form.sheet")
    form.get_by_label("Topic").select_option("News tip")
    fill(form, **{"Name": "Ida Roth", "E-mail": "ida@example.org", "Message": "A bench."})
    form.get_by_role("button", name="Send").click()
    expect(reader.locator(".error-summary")).to_contain_text("tick the box")
    expect(form.get_by_label("Message", exact=True)).to_have_value("A bench.")
    form.get_by_label("not a robot").check()
    form.get_by_role("button", name="Send").click()
    expect(reader.locator("h1")).to_have_text("Your message is with the newsroom")
    ticked = {"screening": "passed", "screening_detail": "passed, checkbox, score 0.1"}
    assert sent(ContactMessage) == [IDA | ticked]
    assert reader.complaints == []


def test_a_form_that_was_open_for_too_long_says_so(reader):
    reader.goto("/contact/")
    reader.context.clear_cookies()
    reader.get_by_role("button", name="Send").click()
    expect(reader.locator('.error-page[data-status="403"] h1')).to_have_text(
        "The form was open for too long"
    )


# --- Getting about ---


def test_from_article_to_section_author_tag_and_search_by_the_keyboard_alone(reader):
    article = make_article(
        headline="Rain Over the Harbor",
        section=SectionFactory(name="City", slug="city"),
        authors=[AuthorFactory(name="Miriam Adler", slug="miriam-adler")],
        tags=[TagFactory(name="Weather")],
    )
    reader.goto(article.get_absolute_url())
    reader.keyboard.press("Tab")
    skip_link = reader.locator(".skip-link")
    expect(skip_link).to_be_focused()
    expect(skip_link).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()

    visited = []
    for link in (
        "main .eyebrow a",
        ".teaser-link",
        ".byline a[rel=author]",
        ".teaser-link",
        ".tags a[rel=tag]",
        "header .folio-search a",
    ):
        tab_to(reader, link)
        with reader.expect_navigation():
            reader.keyboard.press("Enter")
        visited.append((urlsplit(reader.url).path, text(reader, "h1")))
    assert visited == [
        ("/category/city/", "City"),
        (article.get_absolute_url(), "Rain Over the Harbor"),
        ("/author/miriam-adler/", "Miriam Adler"),
        (article.get_absolute_url(), "Rain Over the Harbor"),
        ("/tag/weather/", "Weather"),
        ("/search/", "Search"),
    ]

    tab_to(reader, "form.search input")
    reader.keyboard.type("harbor rain")
    with reader.expect_navigation():
        reader.keyboard.press("Enter")
    assert texts(reader, ".search-results article.teaser .teaser-link") == ["Rain Over the Harbor"]
    assert reader.complaints == []


FOCUS_SHOWN = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const outlines = [null, "::after"].map((part) => getComputedStyle(element, part).outlineStyle);
  return outlines.some((style) => style !== "none") || element.matches(".skip-link");
}"""


def test_the_focus_is_always_seen(reader):
    article = make_article(kind="opinion", tags=[TagFactory()])
    for path in ("/", article.get_absolute_url(), "/search/?q=rain", "/contact/"):
        reader.goto(path)
        reader.keyboard.press("Tab")
        stops = []
        while (shown := reader.evaluate(FOCUS_SHOWN)) is not None and len(stops) < 100:
            stops.append(shown)
            reader.keyboard.press("Tab")
        assert (all(stops), 10 < len(stops) < 100) == (True, True)


def test_a_list_goes_on_to_older_articles_and_back(reader):
    now = timezone.now()
    section, author = SectionFactory(), AuthorFactory()
    for age in range(1, 23):
        make_article(
            headline=f"Number {age}",
            section=section,
            authors=[author],
            publish_at=now - timedelta(hours=age),
        )
    newest = [f"Number {age}" for age in range(1, 21)]

    reader.goto(section.get_absolute_url())
    assert texts(reader, "article.teaser a.teaser-link") == newest
    assert reader.locator("nav.pager a[rel=prev]").count() == 0
    reader.locator("nav.pager a[rel=next]").click()
    expect(reader.locator("nav.pager a[rel=next]")).to_have_count(0)
    assert texts(reader, "article.teaser a.teaser-link") == ["Number 21", "Number 22"]
    reader.locator("nav.pager a[rel=prev]").click()
    expect(reader.locator("article.teaser")).to_have_count(20)
    assert texts(reader, "article.teaser a.teaser-link") == newest


def test_what_a_search_found_is_marked(reader):
    make_article(headline="Two Boats", body="<p>It rained on one. Rain &amp; wind on two.</p>")
    make_article(headline="One Goat", body="<p>It was dry.</p>")
    reader.goto("/")
    reader.get_by_role("link", name="Search").first.click()
    reader.get_by_label("Words to look for").fill("rain")
    reader.get_by_label("Words to look for").press("Enter")
    results = reader.locator(".search-results article.teaser")
    expect(results.locator(".dek")).to_contain_text("rained on one. Rain & wind")
    assert results.locator("mark").all_text_contents() == ["rained", "Rain"]
    expect(reader.get_by_label("Words to look for")).to_have_value("rain")


def test_a_key_leads_to_the_search_unless_it_is_typed_or_turned_off(reader):
    make_article(headline="Two Boats")
    reader.goto("/")
    expect(reader.locator(".folio-search kbd")).to_be_visible()
    with reader.expect_navigation():
        reader.keyboard.press("/")
    words = reader.get_by_label("Words to look for")
    expect(words).to_be_focused()
    reader.keyboard.type("and/or")
    expect(words).to_have_value("and/or")
    reader.locator("main").focus()
    reader.keyboard.press("/")
    expect(words).to_be_focused()
    expect(words).to_have_value("and/or")
    reader.get_by_role("button", name="Off").click()
    reader.goto("/")
    expect(reader.locator(".folio-search kbd")).to_be_hidden()
    reader.keyboard.press("/")
    reader.wait_for_timeout(200)
    assert urlsplit(reader.url).path == "/"


# --- The other direction, the other media, and what is not there ---


@pytest.mark.parametrize(("lang", "by"), [("he", "מאת עידה רוט"), ("yi", "פֿון עידה רוט")])
def test_hebrew_and_yiddish_run_from_right_to_left(reader, lang, by):
    article = make_article(
        headline="הגשם",
        lang=lang,
        body="<p>ירד גשם.</p>",
        authors=[AuthorFactory(name="עידה רוט")],
    )
    reader.goto(article.get_absolute_url())
    piece = reader.locator("article.article")
    assert (piece.get_attribute("dir"), piece.get_attribute("lang")) == ("rtl", lang)
    assert text(reader, ".byline-names") == by
    direction = "element => getComputedStyle(element).direction"
    directions = {
        selector: reader.locator(selector).evaluate(direction)
        for selector in ("h1.headline", ".body", ".article-foot", "header .dateline", "form.join")
    }
    assert directions == {
        "h1.headline": "rtl",
        ".body": "rtl",
        ".article-foot": "ltr",
        "header .dateline": "ltr",
        "form.join": "ltr",
    }


def colours(page):
    """The colours of the paper and of the ink on it."""
    return page.locator("body").evaluate(
        "body => { const s = getComputedStyle(body); return [s.backgroundColor, s.color]; }"
    )


def test_light_dark_and_print_each_have_their_colours(reader):
    reader.goto(make_article().get_absolute_url())
    seen = []
    for medium in (
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"color_scheme": "dark", "media": "print"},
    ):
        reader.emulate_media(**medium)
        seen.append(colours(reader))
    light, dark, printed = seen
    assert printed == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert light != dark
    assert brightness(light[0]) > brightness(light[1])
    assert brightness(dark[0]) < brightness(dark[1])


def brightness(colour):
    return sum(int(channel) for channel in colour.removeprefix("rgb(").rstrip(")").split(", "))


def test_what_is_printed_is_the_article(reader):
    article = make_article(tags=[TagFactory()])
    reader.goto(article.get_absolute_url())
    reader.emulate_media(media="print")
    parts = (
        "h1.headline", ".byline", ".body", "header .dateline",
        "nav.sections", "nav.share", ".tags", "form.join", "header .folio-search",
    )  # fmt: skip
    assert [part for part in parts if reader.locator(part).is_visible()] == [
        "h1.headline",
        ".byline",
        ".body",
        "header .dateline",
    ]


def test_an_address_where_nothing_is(reader):
    response = reader.goto("/2020/07/19/never-written/")
    assert response.status == 404
    page = reader.locator('.error-page[data-status="404"]')
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    expect(page.locator("form.search")).to_be_visible()


def test_an_article_that_was_withdrawn(reader):
    article = make_article()
    workflow.withdraw(article, by=None, notice="It was about somebody else.")
    response = reader.goto(article.get_absolute_url())
    assert response.status == 410
    assert texts(reader, '.gone.error-page[data-status="410"] p')[1] == (
        "It was about somebody else."
    )
    assert reader.get_by_text(article.headline).count() == 0
