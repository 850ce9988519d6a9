from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles import workflow
from articles.models import Photo
from articles.photos import render, render_avif
from tests.factories import (
    AuthorFactory,
    SectionFactory,
    UserFactory,
    copy,
    log_in,
    make_article,
    make_draft,
)
from tests.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    photo = Photo(alt="A street.")
    photo.original.save("Street.JPG", ContentFile(picture(900, 600)))
    render(photo)
    return photo


def read(client, url):
    """(status, type, for how long it may be kept) of an address."""
    response = client.get(url)
    if response.streaming:
        assert b"".join(response.streaming_content)  # which closes the file
    headers = response.headers
    return response.status_code, headers["Content-Type"], headers.get("Cache-Control")


def test_a_public_article_s_photo_may_be_kept_for_an_hour(client, photo):
    make_article(lead_photo=photo)
    kept = "public, max-age=3600"
    assert read(client, photo.url(400)) == (200, "image/webp", kept)
    assert read(client, photo.share_url) == (200, "image/jpeg", kept)


def test_so_may_one_in_the_text(client, photo):
    article = make_article(body=figure(photo))
    assert read(client, photo.url(400))[0] == 200
    workflow.save(article, copy(), based_on=article.working_copy_id, by=None)
    assert read(client, photo.url(400))[0] == 200
    workflow.publish(article, by=None)
    assert read(client, photo.url(400))[0] == 404


def test_so_may_an_author_s_portrait(client, photo):
    AuthorFactory(portrait=photo)
    assert read(client, photo.url(400))[0] == 200


def test_so_may_the_default_photo_of_a_section(client, photo):
    SectionFactory(default_photo=photo)
    assert read(client, photo.url(400))[0] == 200


@pytest.mark.parametrize(
    ("form", "type"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_each_form_is_served_as_what_it_is(client, photo, form, type):
    make_article(lead_photo=photo)
    render_avif(photo)
    assert read(client, photo.url(400, form))[:2] == (200, type)
    assert [read(client, url)[:2] for url, *_ in photo.crops] == [(200, "image/jpeg")] * 3


def figure(photo):
    return f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'


def in_the_text_of_a_draft(photo):
    make_draft(body=figure(photo))


def in_the_text_of_a_withdrawn_article(photo):
    workflow.withdraw(make_article(body=figure(photo)), by=None, notice="Gone.")


def of_nothing(photo):
    pass


def of_a_draft(photo):
    make_draft(lead_photo=photo)


def of_a_scheduled_article(photo):
    make_article(lead_photo=photo, publish_at=timezone.now() + timedelta(hours=1))


def of_a_withdrawn_article(photo):
    workflow.withdraw(make_article(lead_photo=photo), by=None, notice="Gone.")


def without_rights_any_more(photo):
    make_article(lead_photo=photo)
    Photo.objects.update(rights_until=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize(
    "one",
    [
        of_nothing,
        of_a_draft,
        of_a_scheduled_article,
        of_a_withdrawn_article,
        in_the_text_of_a_draft,
        in_the_text_of_a_withdrawn_article,
        without_rights_any_more,
    ],
)
def test_one_that_readers_may_not_see_is_the_desk_s_alone(client, photo, one):
    one(photo)
    address = photo.url(400)
    assert read(client, address)[0] == 404
    client.force_login(UserFactory(role="contributor"))
    assert read(client, address)[0] == 404
    client.force_login(UserFactory(role="photo_editor"))
    assert read(client, address) == (200, "image/webp", "private, no-store")


def test_originals_are_never_served(client, photo):
    make_article(lead_photo=photo)
    assert photo.original.name.startswith("originals/")
    for url in [photo.original.url, f"/media/photos/{photo.key}/../../{photo.original.name}"]:
        assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "name", ["401.webp", "400.png", "..", "%2e%2e%2f400.webp", "400.webp/", "400.WEBP", ""]
)
def test_what_was_not_made_is_not_there(client, photo, name):
    make_article(lead_photo=photo)
    assert client.get(f"/media/photos/{photo.key}/{name}").status_code == 404


@pytest.mark.parametrize(("second_factor", "status"), [(True, 200), (False, 404)])
def test_the_desk_s_view_of_it_asks_for_what_the_desk_asks(
    client, settings, photo, second_factor, status
):
    settings.REQUIRE_SECOND_FACTOR = True
    log_in(client, UserFactory(), second_factor=second_factor)
    assert read(client, photo.url(400))[0] == status
