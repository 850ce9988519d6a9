from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles import workflow
from articles.models import Article, PreviewUse
from articles.photos import render
from articles.previews import make_link, revoke, token_of
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    TagFactory,
    UserFactory,
    copy,
    make_article,
    make_draft,
)
from tests.markup import elements, texts
from tests.pictures import picture

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def drawn():
    """Makes a photo that has its files."""

    def drawn():
        photo = PhotoFactory()
        photo.original.save("street.jpg", ContentFile(picture(900, 600)))
        render(photo)
        return photo

    return drawn


@pytest.fixture
def read(client):
    """(status, type, for how long it may be kept) of a picture's address."""

    def read(url):
        response = client.get(url)
        if response.streaming:
            assert b"".join(response.streaming_content)  # which closes the file
        headers = response.headers
        return response.status_code, headers["Content-Type"], headers.get("Cache-Control")

    return read


def link_to(article, revision=None):
    return make_link(
        article,
        revision or article.working_copy,
        reader="Dr. Adler",
        until=timezone.now() + DAY,
        by=UserFactory(),
    )


def address(link):
    return f"/preview/{token_of(link)}/"


def save(article, **fields):
    based_on = Article.objects.get(pk=article.pk).working_copy_id
    return workflow.save(article, copy(**fields), based_on=based_on, by=None)


def test_an_outsider_reads_the_version_as_readers_would(client):
    draft = make_draft(
        headline="Not Yet",
        dek="Soon.",
        body="<p>It <em>will</em> rain.</p>",
        authors=[AuthorFactory(name="Ida Roth")],
        tags=[TagFactory(name="Weather")],
    )
    response = client.get(address(link_to(draft)))
    assert [texts(response, hook)[0] for hook in ("h1.headline", "p.dek", "div.body")] == [
        "Not Yet",
        "Soon.",
        "It will rain.",
    ]
    assert texts(response, "a[rel=author]") == ["Ida Roth"]
    assert texts(response, "a[rel=tag]") == ["Weather"]
    [notice] = texts(response, ".preview-notice")
    assert notice.startswith("Preview for Dr. Adler, until ")
    assert notice.endswith(": not published. Please do not pass it on.")


def test_nobody_keeps_finds_or_frames_it_and_it_sets_no_cookie(client):
    response = client.get(address(link_to(make_draft())))
    headers = {
        name: response[name]
        for name in ("X-Robots-Tag", "Cache-Control", "Referrer-Policy", "X-Frame-Options")
    }
    assert headers == {
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
    }
    assert response.cookies == {}
    assert "Vary" not in response or "Cookie" not in response["Vary"]
    assert elements(response, "meta[name=robots]")[0].attrs["content"] == "noindex, nofollow"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "google" not in response["Content-Security-Policy"]


def test_it_sends_nothing_and_loads_no_captcha(client):
    response = client.get(address(link_to(make_draft())))
    inert = [e.attrs["class"] for e in elements(response, "[inert]")]
    assert inert == ["share", "report", "join-band"]
    scripts = [e.attrs.get("src", "") for e in elements(response, "script")]
    assert [src for src in scripts if "recaptcha" in src] == []
    assert elements(response, "base")[0].attrs == {"target": "_blank"}


def test_it_goes_on_showing_its_version(client):
    draft = make_draft(headline="First")
    link = link_to(draft)
    save(draft, headline="Second")
    assert texts(client.get(address(link)), "h1.headline") == ["First"]
    workflow.publish(draft, by=None)
    assert texts(client.get(address(link)), "h1.headline") == ["First"]


def test_once_readers_have_that_version_it_leads_to_their_page(client):
    draft = make_draft()
    link = link_to(draft)
    article = workflow.publish(draft, by=None)
    response = client.get(address(link))
    assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())
    assert response["Cache-Control"] == "private, no-store"


def test_what_leads_nowhere_looks_like_what_never_was(client):
    link = link_to(make_draft())
    good = address(link)
    revoke(link, by=link.created_by)
    answers = [
        client.get(path)
        for path in (good, good.replace(good[9], "9", 1), good[:-10] + "AAAAAAAAA/")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert not PreviewUse.objects.exists()


def test_each_reading_is_noted_with_its_address_and_browser(client):
    link = link_to(make_draft())
    client.get(address(link), headers={"User-Agent": "Lynx"}, REMOTE_ADDR="192.0.2.7")
    client.get(address(link), REMOTE_ADDR="")
    noted = PreviewUse.objects.order_by("pk").values_list("link", "address", "agent")
    assert list(noted) == [(link.pk, "192.0.2.7", "Lynx"), (link.pk, None, "")]


def pictures_of(response):
    return [e.attrs["src"] for e in elements(response, "img") if "/photos/" in e.attrs["src"]]


def test_its_photos_load_for_who_has_the_link_and_for_nobody_else(client, drawn, read):
    inside = f'<figure data-photo="{drawn().pk}"><figcaption>Wet.</figcaption></figure>'
    link = link_to(make_draft(lead_photo=drawn(), body=f"<p>Rain.</p>{inside}"))
    response = client.get(address(link))
    assert "/media/photos/" not in response.content.decode()
    pictures = pictures_of(response)
    assert len(pictures) == 2
    for src in pictures:
        assert src.startswith(f"{address(link)}photos/")
        assert read(src) == (200, "image/jpeg", "private, no-store")
        assert read(src.replace(address(link), "/media/"))[0] == 404
    revoke(link, by=link.created_by)
    assert [read(src)[0] for src in pictures] == [404, 404]


def test_another_photo_does_not_load_by_the_link(drawn, read):
    link = link_to(make_draft())
    assert read(f"{address(link)}photos/{drawn().key}/400.webp")[0] == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)(address(link_to(make_draft()))).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_much_is_on_it(client, django_assert_num_queries, count):
    link = link_to(
        make_draft(
            authors=[AuthorFactory(portrait=PhotoFactory()) for _ in range(count)],
            tags=[TagFactory() for _ in range(count)],
            lead_photo=PhotoFactory(),
        )
    )
    make_article()
    with django_assert_num_queries(17):
        client.get(address(link))
