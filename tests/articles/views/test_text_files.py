import pytest

from articles.models import Site

pytestmark = pytest.mark.django_db


def test_robots_are_told_where_the_sitemaps_are(client, settings):
    settings.SITE_URL = "https://paper.example"
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().split("\n")
    assert (lines[0], lines[-3:]) == (
        "User-agent: *",
        [
            "Sitemap: https://paper.example/sitemap.xml",
            "Sitemap: https://paper.example/sitemap-news.xml",
            "",
        ],
    )


def test_without_settings_everybody_may_read(client):
    Site.objects.all().delete()
    assert "Disallow: /\n" not in client.get("/robots.txt").content.decode()


def test_the_key_is_there_for_who_is_told_by_it(client, settings):
    assert client.get("/indexnow-key.txt").status_code == 404
    settings.INDEXNOW_KEY = "0123456789abcdef"
    assert client.get("/indexnow-key.txt").content == b"0123456789abcdef"


def test_no_page_of_readers_reads_the_files(client, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        client.get("/contact/")
    assert "ads_txt" not in asked.captured_queries[0]["sql"]
