from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import photos, share_pictures, workflow
from articles.models import Article, Kind, Photo, Section, SharePicture
from tests.factories import SectionFactory, change, make_article, make_draft
from tests.markup import element, elements
from tests.pictures import decoded, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    photo = Photo(alt="A street.", credit="Ida Roth")
    photo.original.save("street.jpg", ContentFile(picture(1300, 900)))
    photos.render(photo)
    return photo


def jobs():
    named = "articles.tasks.draw_share_picture"
    waiting = ProcrastinateJob.objects.filter(task_name=named, status="todo")
    return list(waiting.order_by("pk").values_list("args__pk", flat=True))


def shown(client, article):
    """The address and size of the picture that the article's page names."""
    page = client.get(article.get_absolute_url())
    named = [elements(page, f"meta[property=og:image{what}]") for what in ("", ":width", ":height")]
    return tuple(found[0].attrs["content"] if found else None for found in named)


def served(client, address):
    response = client.get(address)
    return response.status_code, b"".join(response.streaming_content) if response.streaming else b""


def path_on_page(client, article):
    return shown(client, article)[0].removeprefix("http://localhost:8000")


def test_publishing_lets_the_worker_draw_and_the_page_shows_it_then(client, photo):
    article = make_article(lead_photo=photo)
    assert jobs() == [article.pk]
    assert shown(client, article) == (f"http://localhost:8000{photo.share_url}", "1200", "831")
    share_pictures.draw(article.pk)
    address, *size = shown(client, article)
    name = SharePicture.objects.get().name
    assert (address, size) == (f"http://localhost:8000/media/share/{name}.jpg", ["1200", "630"])
    status, data = served(client, f"/media/share/{name}.jpg")
    assert (status, decoded(data).size) == (200, (1200, 630))


def test_the_picture_may_be_kept_for_an_hour(client):
    article = make_article()
    share_pictures.draw(article.pk)
    response = client.get(path_on_page(client, article))
    assert b"".join(response.streaming_content)
    kept = (response.headers["Content-Type"], response.headers["Cache-Control"])
    assert kept == ("image/jpeg", "public, max-age=3600")


def test_an_article_without_a_photo_gets_one_of_its_headline(client):
    article = make_article()
    assert shown(client, article) == (None, None, None)
    page = client.get(article.get_absolute_url())
    assert element(page, "meta[name=twitter:card]").attrs["content"] == "summary"
    share_pictures.draw(article.pk)
    assert shown(client, article)[1:] == ("1200", "630")


def test_it_is_made_once_for_what_it_shows(client, photo):
    article = make_article(lead_photo=photo)
    share_pictures.draw(article.pk)
    first = SharePicture.objects.get()
    share_pictures.draw(article.pk)
    change(article, "minor", body="<p>It will rain again.</p>")
    share_pictures.draw(article.pk)
    again = SharePicture.objects.get()
    assert (again.name, again.made_at) == (first.name, first.made_at)


def rename(article):
    change(article, headline="Snow Expected")


def other_kind(article):
    Article.objects.update(kind=Kind.OPINION)


def other_photo(article):
    change(article, lead_photo_id=None)


def other_focus(article):
    Photo.objects.update(focal_x=0.1)


def renamed_section(article):
    Section.objects.update(name="Town")


def rights_ended(article):
    Photo.objects.update(rights_until=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize(
    "act", [rename, other_kind, other_photo, other_focus, renamed_section, rights_ended]
)
def test_a_picture_that_is_not_right_any_more_is_neither_named_nor_served(client, photo, act):
    article = make_article(lead_photo=photo)
    share_pictures.draw(article.pk)
    old = path_on_page(client, article)
    file = SharePicture.objects.get().file_path
    act(article)
    assert shown(client, article)[0] != f"http://localhost:8000{old}"
    assert served(client, old)[0] == 404
    share_pictures.draw_missing()
    new = path_on_page(client, article)
    assert (new != old, served(client, new)[0], default_storage.exists(file)) == (True, 200, False)


def test_nobody_is_served_one_before_its_article_or_after(client):
    hour = timedelta(hours=1)
    article = make_article(publish_at=timezone.now() + hour)
    share_pictures.draw(article.pk)
    path = f"/media/share/{SharePicture.objects.get().name}.jpg"
    assert served(client, path)[0] == 404
    Article.objects.update(publish_at=timezone.now() - hour)
    assert served(client, path)[0] == 200
    article.refresh_from_db()
    workflow.withdraw(article, by=None, notice="")
    assert served(client, path)[0] == 404


def test_a_draft_and_an_article_that_is_gone_are_not_drawn():
    share_pictures.draw(make_draft().pk)
    share_pictures.draw(123_456)
    assert SharePicture.objects.count() == 0


def test_it_waits_for_its_photo_and_is_drawn_when_that_is_ready():
    photo = Photo(alt="A street.")
    photo.original.save("street.jpg", ContentFile(picture(1300, 900)))
    article = make_article(lead_photo=photo)
    share_pictures.draw(article.pk)
    assert SharePicture.objects.count() == 0
    ProcrastinateJob.objects.all().delete()
    photos.render(photo)
    assert jobs() == [article.pk]
    ProcrastinateJob.objects.all().delete()
    photos.refocus(photo)
    assert jobs() == [article.pk]


def test_a_photo_that_cannot_be_had_is_not_waited_for(client):
    photo = Photo(alt="A street.")
    photo.original.save("street.jpg", ContentFile(b"no picture"))
    article = make_article(lead_photo=photo)
    photos.render(photo)
    share_pictures.draw(article.pk)
    assert shown(client, article)[1:] == ("1200", "630")


def test_what_cannot_be_drawn_keeps_its_photo(client, photo):
    article = make_article(lead_photo=photo, headline="Rain 🌧")
    share_pictures.draw(article.pk)
    share_pictures.draw_missing()
    assert shown(client, article)[0] == f"http://localhost:8000{photo.share_url}"


def test_the_archive_s_articles_are_not_drawn_when_they_come_in():
    make_article(publish_at=timezone.now() - timedelta(days=61))
    assert jobs() == []


def test_one_job_an_article_waits():
    article = make_article()
    change(article, headline="Snow Expected")
    assert jobs() == [article.pk]


@pytest.mark.parametrize("name", ["x" * 24, "..", "a/b"])
def test_there_is_no_picture_of_another_name(client, name):
    make_article(section=SectionFactory())
    assert client.get(f"/media/share/{name}.jpg").status_code == 404
