import pytest

from algemeiner.policy import Role
from articles.models import Site
from tests.articles.admin.forms import errors, filled_in

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


def test_all_that_is_kept_can_be_written(desk):
    Site.objects.get_or_create(pk=1)
    form = filled_in(desk.get(f"{LIST}1/change/"))
    shown = {*form, "refused_crawlers", "feeds_in_full"}  # whose boxes may all be empty
    assert [name for name in Site.kept_fields if name not in shown] == []


def test_it_is_the_managing_editors(enter):
    assert enter(Role.EDITOR).get(LIST, follow=True).status_code == 403


FORM = "/admin/articles/site/1/change/"
SECURITY = "Contact: mailto:security@paper.example\r\nExpires: 2027-01-01T00:00:00Z\r\n"


def test_who_is_ticked_at_the_desk_is_refused_and_the_settings_have_a_version(desk, client):
    typed = filled_in(desk.get(FORM)) | {"refused_crawlers": ["GPTBot", "CCBot"]}
    desk.post(FORM, typed)
    told = client.get("/robots.txt").content.decode()
    assert "User-agent: CCBot\nUser-agent: GPTBot\nDisallow: /\n" in told
    assert (
        "GPTBot (OpenAI: trains models)"
        in desk.get(FORM.replace("change", "history")).content.decode()
    )


@pytest.mark.parametrize(
    ("name", "paths", "text"),
    [
        ("ads_txt", ["/ads.txt"], "google.com, pub-1, DIRECT"),
        ("trust_txt", ["/trust.txt", "/.well-known/trust.txt"], "datatrainingallowed=no"),
        ("security_txt", ["/.well-known/security.txt"], SECURITY),
    ],
)
def test_a_file_is_there_once_it_is_written(desk, client, name, paths, text):
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)
    desk.post(FORM, filled_in(desk.get(FORM)) | {name: text})
    for path in paths:
        response = client.get(path)
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == text.replace("\r\n", "\n").rstrip() + "\n"


def test_a_wrong_line_is_refused_and_nothing_is_lost(desk):
    typed = filled_in(desk.get(FORM)) | {"ads_txt": "google.com, 1, SOMETIMES"}
    response = desk.post(FORM, typed)
    assert "Line 1: “SOMETIMES” is neither DIRECT nor RESELLER." in errors(response)[0]
    assert "google.com, 1, SOMETIMES" in response.content.decode()
    assert Site.objects.get().ads_txt == ""
