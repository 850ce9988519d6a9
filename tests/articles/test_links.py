import pytest

from articles import links

BODY = """
<p>See <a href="https://example.org/rain?of=tuesday#wind">there</a> and
<a href="http://EXAMPLE.org/">here</a>, <a href="https://example.org/rain?of=tuesday">again</a>,
<a href="//example.net/snow">without a scheme</a>,
<a href="mailto:editor@example.org">by letter</a>, <a href="tel:+1">by telephone</a>,
<a href="javascript:alert(1)">not at all</a>, <a href="#notes">below</a>, <a href="">nowhere</a>,
<a>unlinked</a>, <a href="https://paper.example/2026/03/05/rain/">ours, whole</a>,
<a href="http://PAPER.example:8080/2026/03/05/rain">ours, without its slash</a>,
<a href="/tag/%D7%92%D7%A9%D7%9D/?page=2#top">ours, in Hebrew</a>,
<a href="https://paper.example">the front page</a>, <a href="www.example.org/a">no scheme</a>,
<a href="https://[::1">broken</a></p>
"""


@pytest.fixture(autouse=True)
def our_names(settings):
    settings.SITE_URL = "https://paper.example"
    settings.ALLOWED_HOSTS = ["paper.example", "*"]


def test_links_to_other_sites_each_once_and_without_their_place_on_the_page():
    assert links.outside(BODY) == [
        "https://example.org/rain?of=tuesday",
        "http://EXAMPLE.org/",
        "https://example.net/snow",
        "https://[::1",
    ]


def test_links_into_the_paper_are_paths_in_letters():
    assert links.own(BODY) == ["/2026/03/05/rain/", "/tag/גשם/", "/", "www.example.org/a"]


def test_every_name_of_the_paper_s_is_its_own(settings):
    settings.ALLOWED_HOSTS = [".paper.example"]
    body = '<a href="https://www.paper.example/about/">us</a>'
    assert (links.own(body), links.outside(body)) == (["/about/"], [])


def test_no_more_are_looked_at_than_a_hundred(settings):
    body = "".join(
        f'<a href="https://example.org/{n}/"></a><a href="/{n}/"></a>' for n in range(101)
    )
    assert (len(links.outside(body)), len(links.own(body))) == (100, 100)
    assert links.links_in(f'<a href="https://example.org/{"a" * 2000}"></a>') == []


def test_what_a_browser_does_not_see_in_an_address_does_not_hide_where_it_leads():
    body = '<a href="/&#9;/example.org/a">out</a> <a href="/&#10;/[x">broken</a>'
    assert (links.outside(body), links.own(body)) == (["https://example.org/a", "https://[x"], [])
