"""A photo under embargo is for those on its list: no form of the desk lets another one name it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from algemeiner.policy import Role
from articles import drafts, previews, workflow
from articles.models import Article, Photo
from articles.photos import render
from tests.articles.admin.forms import filled_in
from tests.factories import SectionFactory, UserFactory, copy
from tests.pictures import picture

pytestmark = pytest.mark.django_db

SECRET = "A Word That Nobody May Read"
ADD = "/admin/articles/article/add/"


@pytest.fixture
def photo():
    photo = Photo(alt=SECRET, caption=SECRET, credit=SECRET)
    photo.original.save("Street.JPG", ContentFile(picture(900, 600)))
    render(photo)
    return photo


@pytest.fixture
def sealed(photo):
    """An article under embargo, known to its editor alone, and its picture with it."""
    until = timezone.now() + timedelta(hours=3)
    content = copy(publish_at=until, embargo_until=until, lead_photo=photo, headline=SECRET)
    return workflow.create(content, by=UserFactory(role=Role.EDITOR))


def in_body(photo):
    return f'<figure data-photo="{photo.pk}"><figcaption>Mine.</figcaption></figure>'


def test_no_form_shows_what_its_address_names(sealed, photo, enter):
    client = enter(Role.REPORTER)
    assert SECRET not in client.get(f"{ADD}?lead_photo={photo.pk}").content.decode()


@pytest.mark.parametrize("where", ["lead_photo", "body"])
def test_no_article_takes_it_up(sealed, photo, enter, where):
    client = enter(Role.REPORTER)
    form = filled_in(client.get(ADD)) | {"headline": "Mine"}
    form |= {"lead_photo": photo.pk} if where == "lead_photo" else {"body": in_body(photo)}
    response = client.post(ADD, form)
    assert response.status_code == 200
    assert SECRET not in response.content.decode()
    assert not Article.objects.exclude(pk=sealed.pk).exists()


def test_what_is_typed_and_not_saved_does_not_show_it_either(sealed, photo, enter):
    client = enter(Role.REPORTER)
    own = workflow.create(copy(), by=client.person)
    key = "11111111-1111-4111-8111-111111111111"
    typed = filled_in(client.get(f"/admin/articles/article/{own.pk}/change/"))
    fields = {name: [value] for name, value in typed.items() if isinstance(value, str)}
    drafts.keep(
        own,
        by=client.person,
        key=UUID(key),
        fields=fields | {"lead_photo": [str(photo.pk)], "body": [in_body(photo)]},
        sequence=1,
    )
    for address in ["change/", "preview/page/"]:
        page = client.get(f"/admin/articles/article/{own.pk}/{address}?draft={key}")
        assert SECRET not in page.content.decode()
        assert photo.key not in page.content.decode()


@pytest.mark.parametrize("where", ["lead_photo", "body"])
def test_no_verb_does_it(sealed, photo, where):
    content = {"lead_photo": photo} if where == "lead_photo" else {"body": in_body(photo)}
    with pytest.raises(PermissionDenied):
        workflow.create(copy(**content), by=UserFactory())


def test_it_becomes_no_portrait(sealed, photo, enter):
    client = enter(Role.EDITOR)
    add = "/admin/authors/author/add/"
    response = client.post(add, filled_in(client.get(add)) | {"name": "A", "portrait": photo.pk})
    assert response.status_code == 200
    assert SECRET not in response.content.decode()
    assert not Photo.objects.before_readers().exists()


def test_a_redirect_does_not_tell_the_headline_of_a_secret_article(sealed, enter):
    workflow.publish(sealed, by=None)
    add = f"/admin/articles/redirect/add/?article={sealed.pk}"
    assert SECRET not in enter(Role.MANAGING_EDITOR).get(add).content.decode()


def test_an_article_that_had_it_before_goes_on(enter, photo):
    client = enter(Role.EDITOR)
    own = workflow.create(copy(lead_photo=photo, body=in_body(photo)), by=client.person)
    until = timezone.now() + timedelta(hours=3)
    workflow.create(copy(publish_at=until, embargo_until=until, lead_photo=photo), by=UserFactory())
    assert photo.is_secret_from(client.person)

    address = f"/admin/articles/article/{own.pk}/change/"
    form = filled_in(client.get(address)) | {"headline": "It goes on"}
    assert client.post(address, form).status_code == 302
    own.refresh_from_db()
    assert own.working_copy.headline == "It goes on"
    assert own.working_copy.lead_photo == photo

    link = previews.make_link(
        own,
        own.working_copy,
        reader="Ruth",
        until=timezone.now() + timedelta(days=1),
        by=client.person,
    )
    served = reverse(
        "articles:preview_photo", args=[previews.token_of(link), photo.key, "400.webp"]
    )
    assert client.get(served).status_code == 404


def test_no_section_shows_it_in_place_of_others(sealed, photo, enter):
    client, section = enter(Role.MANAGING_EDITOR), SectionFactory(slug="books")
    path = f"/admin/articles/section/{section.pk}/change/"
    response = client.post(path, filled_in(client.get(path)) | {"default_photo": photo.pk})
    assert response.status_code == 200
    assert SECRET not in response.content.decode()
    section.refresh_from_db()
    assert section.default_photo is None
