from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from algemeiner.policy import DESK_ROLES, Role
from articles import workflow
from articles.models import AuditEntry, Photo
from articles.photos import render
from tests.articles.admin.forms import messages
from tests.factories import UserFactory, copy, make_article
from tests.markup import texts
from tests.pictures import picture

pytestmark = pytest.mark.django_db

SECRET = "A Word That Nobody May Read"


@pytest.fixture
def photo():
    photo = Photo(alt=SECRET, caption=SECRET)
    photo.original.save("Street.JPG", ContentFile(picture(900, 600)))
    render(photo)
    return photo


@pytest.fixture
def article(photo):
    """Under embargo, known to its editor alone; its title, text and picture are SECRET."""
    until = timezone.now() + timedelta(hours=3)
    content = copy(
        headline=SECRET, body=f"<p>{SECRET}</p>", publish_at=until, embargo_until=until,
        lead_photo=photo,
    )  # fmt: skip
    return workflow.create(content, by=UserFactory(role=Role.EDITOR, name="Ada Katz"))


def answer(client, url):
    response = client.get(url)
    if response.streaming:
        b"".join(response.streaming_content)  # which closes the file
    return response.status_code


def addresses(article, photo):
    base = f"/admin/articles/article/{article.pk}/"
    return [
        *(f"{base}{screen}/" for screen in ("change", "history", "embargo", "update", "withdraw")),
        "/admin/articles/article/",
        "/admin/articles/article/?q=word",
        "/admin/articles/article/calendar/?view=month",
        "/admin/articles/article/embargoes/",
        "/admin/articles/revision/",
        f"/admin/articles/revision/{article.working_copy_id}/change/",
        "/admin/articles/auditentry/",
        "/admin/articles/photo/",
        f"/admin/articles/photo/{photo.pk}/change/",
        "/admin/articles/photo/search/?q=word",
        "/admin/",
    ]


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_nothing_at_the_desk_tells_of_it_to_who_is_not_on_its_list(enter, article, photo, role):
    client = enter(role)
    told = [url for url in addresses(article, photo) if SECRET in client.get(url).content.decode()]
    assert told == []
    assert answer(client, photo.url(400)) == 404
    assert client.get(f"/admin/articles/article/{article.pk}/change/").status_code in (302, 404)


@pytest.mark.parametrize("scheduled", [False, True])
def test_nor_does_anything_readers_have(client, article, photo, scheduled):
    if scheduled:
        article = workflow.publish(article, by=None)
    for url in ["/", "/feed/", "/category/city/", "/search/?q=word", "/sitemap.xml"]:
        assert SECRET not in client.get(url).content.decode()
    assert answer(client, photo.url(400)) == 404


def test_nor_is_a_picture_in_its_text_shown(enter, photo):
    body = f'<figure data-photo="{photo.pk}"><figcaption>Rain.</figcaption></figure>'
    sealed = workflow.create(
        copy(body=body, publish_at=None, embargo_until=timezone.now() + timedelta(hours=3)), by=None
    )
    assert list(sealed.working_copy.body_photos.all()) == [photo]
    assert answer(enter(Role.REPORTER), photo.url(400)) == 404


def test_who_is_on_its_list_works_with_it(client, article, photo):
    client.force_login(article.created_by)
    told = {url for url in addresses(article, photo) if SECRET in client.get(url).content.decode()}
    assert f"/admin/articles/article/{article.pk}/change/" in told
    assert "/admin/articles/article/" in told
    assert answer(client, photo.url(400)) == 200
    form = client.get(f"/admin/articles/article/{article.pk}/change/")
    assert texts(form, "strong.under-embargo") == ["Under embargo"]


def test_a_picture_that_readers_have_elsewhere_is_no_secret(enter, article, photo):
    make_article(lead_photo=photo)
    client = enter(Role.REPORTER)
    assert answer(client, f"/admin/articles/photo/{photo.pk}/change/") == 200
    assert answer(client, photo.url(400)) == 200


def test_people_are_let_in_and_taken_off(client, article):
    client.force_login(article.created_by)
    address = f"/admin/articles/article/{article.pk}/embargo/"
    noa = UserFactory(name="Noa Levi", role=Role.REPORTER)
    page = client.post(address, {"person": noa.pk}, follow=True)
    assert sorted(texts(page, "li.listed")) == [
        "Ada Katz, editor Take off Ada Katz",
        "Noa Levi, reporter Take off Noa Levi",
    ]
    client.post(address, {"shut_out": noa.pk})
    page = client.post(address, {"shut_out": article.created_by.pk}, follow=True)
    assert messages(page) == ["Nobody would be left who can open it."]
    assert list(article.embargo_list.all()) == [article.created_by]
    verbs = AuditEntry.objects.filter(article=article).values_list("verb", "details")
    assert list(verbs)[:2] == [
        ("shut_out", {"person": "Noa Levi"}),
        ("let_in", {"person": "Noa Levi"}),
    ]


@pytest.mark.parametrize(
    "junk",
    [{}, {"person": "x"}, *({"shut_out": number} for number in ("x", "9" * 30, "9" * 5_000))],
)
def test_junk_changes_nothing(client, article, junk):
    client.force_login(article.created_by)
    response = client.post(f"/admin/articles/article/{article.pk}/embargo/", junk)
    assert response.status_code in (302, 404)
    assert list(article.embargo_list.all()) == [article.created_by]


def test_a_managing_editor_sees_that_there_is_one_and_breaks_it_open(enter, article):
    client = enter(Role.MANAGING_EDITOR)
    page = client.get("/admin/articles/article/embargoes/")
    assert texts(page, "p.openers") == ["Ada Katz can open it."]
    post = {"article": article.pk, "reason": ""}
    client.post("/admin/articles/article/embargoes/", post)
    assert client.person not in article.embargo_list.all()
    page = client.post("/admin/articles/article/embargoes/", post | {"reason": "She is ill."})
    assert page.url == f"/admin/articles/article/{article.pk}/change/"
    assert client.person in article.embargo_list.all()
    assert SECRET in client.get(page.url).content.decode()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.PHOTO_EDITOR])
def test_nobody_else_does(enter, article, role):
    assert enter(role).get("/admin/articles/article/embargoes/").status_code == 403
