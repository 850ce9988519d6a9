"""One page of each type that readers can meet."""

from datetime import UTC, datetime

from PIL import Image

from articles import photos, workflow
from articles.models import Site
from articles.renditions import make_from
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    SeriesFactory,
    TagFactory,
    make_article,
)


def every_page() -> dict[str, str]:
    """The address of a page of each type by its name, all of them with something on it."""
    Site.objects.update_or_create(pk=1, defaults={"tagline": "News and opinion"})
    picture = PhotoFactory(caption="A street in the rain.", credit="The Algemeiner / Ida Roth")
    photos.store(picture, make_from(Image.new("RGB", (900, 600), "olive")))
    author = AuthorFactory(name="Miriam Adler", portrait=picture, website="https://example.org")
    sections = [SectionFactory(name=f"Section {n}", slug=f"section-{n}") for n in range(9)]
    tag = TagFactory(name="Bridges", description="What leads from one side to the other.")
    about = PageFactory(title="About", slug="about", summary="Who makes the paper.")
    day = datetime(2021, 5, 2, 12, tzinfo=UTC)

    def article(number, **fields):
        fields = {"section": sections[number % 9], "authors": [author], "tags": [tag]} | fields
        return make_article(publish_at=day.replace(minute=number), **fields)

    series = SeriesFactory(name="On Bridges", slug="bridges", description="From side to side.")
    for number in range(9):
        article(
            number, series=series, lead_photo=picture, dek="A sentence about it.", kind="opinion"
        )
    english = article(20, kind="opinion", lead_photo=picture, kicker="Weather", dek="It rained.")
    hebrew = article(21, lang="he", headline="הגשם", body="<p>ירד גשם.</p>", lead_photo=picture)
    lost = article(22, lead_photo=PhotoFactory())
    long = article(
        23,
        headline=f"Donaudampfschiff{'fahrtsgesellschaft' * 4}",
        dek="m" * 120,
        body=f"<h2>{'n' * 90}</h2><p>{'o' * 120}</p><ul><li>{'p' * 90}</li></ul>",
        authors=[AuthorFactory(name=f"Wolfeschlegel{'steinhausen' * 5}", bio="q" * 120)],
        tags=[TagFactory(name="r" * 90)],
    )
    figure = f'<figure data-photo="{picture.pk}"><figcaption></figcaption></figure>'
    parts = "".join(
        f"<h2>Part {n}</h2><p>{'It rained. ' * 150}<small>Note <em>{n}</em>.</small></p>"
        for n in range(4)
    )
    rich = article(25, body=f"{parts}<section>{figure * 3}</section>", lead_photo=picture)
    gone = workflow.withdraw(article(24), by=None, notice="It was about somebody else.")
    return {
        "home": "/",
        "article": english.get_absolute_url(),
        "article in Hebrew": hebrew.get_absolute_url(),
        "article whose picture is lost": lost.get_absolute_url(),
        "article of endless words": long.get_absolute_url(),
        "article with contents, notes and a gallery": rich.get_absolute_url(),
        "section": sections[0].get_absolute_url(),
        "tag": tag.get_absolute_url(),
        "author": author.get_absolute_url(),
        "authors": "/authors/",
        "author without anything": AuthorFactory(bio="").get_absolute_url(),
        "series": "/series/bridges/",
        "kind": "/kind/opinion/",
        "year": "/2021/",
        "month": "/2021/05/",
        "day": "/2021/05/02/",
        "most read": "/most-read/",
        "editable page": about.get_absolute_url(),
        "search": "/search/",
        "search that finds": "/search/?q=rain",
        "search that finds nothing": f"/search/?q={'x' * 190}",
        "contact": "/contact/",
        "contact, sent": "/contact/thanks/",
        "join": "/join/?name=Ida&email=ida%40example.org",
        "join, sent": "/join/thanks/",
        "log in": "/accounts/login/",
        "400": "/category/section-0/?before=abc",
        "404": "/never-there/",
        "410": gone.get_absolute_url(),
    }
