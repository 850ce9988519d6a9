import pytest

from articles.models import Redirect
from tests.articles.admin.forms import errors, filled_in
from tests.factories import SectionFactory, TagFactory, make_article, make_draft

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/redirect/add/"


def send(client, **fields):
    return client.post(ADD, filled_in(client.get(ADD)) | fields | {"_save": "Save"})


def test_an_old_address_leads_to_an_article(desk):
    article = make_article()
    send(desk, path="/old.html", article=str(article.pk))
    assert desk.get("/old.html").url == article.get_absolute_url()


@pytest.mark.parametrize(
    ("path", "targets", "message"),
    [
        ("old/", ["tag"], "An address of this site begins with a slash."),
        ("/old/", [], "Choose one thing that the address leads to."),
        ("/old/", ["tag", "section"], "Choose one thing that the address leads to."),
        ("/old/", ["article"], "It was never published and has no address yet."),
    ],
)
def test_one_that_leads_nowhere_is_refused(desk, path, targets, message):
    things = {"tag": TagFactory(), "section": SectionFactory(), "article": make_draft()}
    response = send(desk, path=path, **{name: str(things[name].pk) for name in targets})
    assert errors(response) == [message]
    assert not Redirect.objects.exists()


def test_an_address_leads_to_one_thing_only(desk):
    Redirect.objects.create(path="/old/", tag=TagFactory())
    response = send(desk, path="/old/", tag=str(TagFactory().pk))
    assert errors(response) == ["Redirect with this Path already exists."]
