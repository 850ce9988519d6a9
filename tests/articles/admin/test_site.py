import pytest

from algemeiner.policy import Role
from articles.models import Site
from tests.articles.admin.forms import filled_in

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/site/"


def test_the_list_leads_to_the_one_row_and_its_words_reach_the_paper(desk):
    Site.objects.get_or_create(pk=1)
    path = desk.get(LIST).url
    assert path == f"{LIST}1/change/"
    typed = {"name": "The Daily Herring", "opinion_disclaimer": "<p>Theirs.<script></script></p>"}
    desk.post(path, filled_in(desk.get(path)) | typed)
    site = Site.objects.get()
    assert (site.name, site.opinion_disclaimer) == ("The Daily Herring", "<p>Theirs.</p>")
    assert "The Daily Herring" in desk.get("/").content.decode()
    assert "The Daily Herring" in desk.get("/admin/").content.decode()


def test_it_is_the_managing_editors(enter):
    assert enter(Role.EDITOR).get(LIST, follow=True).status_code == 403
