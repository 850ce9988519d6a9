import pytest

from algemeiner.security import PERMISSIONS_POLICY, client_address
from tests.factories import UserFactory, make_article

PROXIES = ["10.0.0.0/8", "2001:db8::/32"]


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        # Nobody's word but a trusted proxy's counts.
        ("198.51.100.9", "203.0.113.5", "198.51.100.9"),
        ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "203.0.113.5, 10.0.0.2", "203.0.113.5"),
        # What the visitor wrote in front is not believed.
        ("10.0.0.1", "1.2.3.4, 203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "10.9.9.9, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        ("10.0.0.1", "unknown, 203.0.113.5", "203.0.113.5"),
        # What does not parse ends the walk.
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.5, junk", "10.0.0.1"),
        # A port, brackets or IPv4 within IPv6, as proxies write them.
        ("10.0.0.1", "203.0.113.5:1234", "203.0.113.5"),
        ("10.0.0.1", "[2001:4860::8]:443", "2001:4860::8"),
        ("::ffff:10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "'; DROP TABLE", "10.0.0.1"),
        ("", "203.0.113.5", ""),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("2001:db8::1", "2001:4860::8", "2001:4860::8"),
    ],
)
def test_the_visitor_s_address(remote, forwarded, address):
    assert client_address(remote, forwarded, PROXIES) == address


def test_without_proxies_the_header_says_nothing():
    assert client_address("10.0.0.1", "203.0.113.5", []) == "10.0.0.1"


def policy_of(response):
    """A Content-Security-Policy as {directive: {sources}}."""
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in map(str.split, directives) if name}


PLAIN = {
    "default-src": {"'self'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["/", "/search/?q=a", "/no/such/page/", "/feed/", "/?before=junk", "/accounts/login/"]
)
def test_a_page_may_load_what_is_ours_and_nothing_else(client, url):
    response = client.get(url)
    assert policy_of(response) == PLAIN
    assert response.headers["Permissions-Policy"] == PERMISSIONS_POLICY
    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["article", "/contact/", "/join/"])
def test_a_page_with_a_protected_form_may_load_recaptcha_beside(client, settings, url):
    google = "https://captcha.example/"
    settings.RECAPTCHA_CONTENT_SECURITY_POLICY.update({"script-src": [google]})
    address = make_article().get_absolute_url() if url == "article" else url
    assert policy_of(client.get(address))["script-src"] == {"'self'", google}


@pytest.mark.django_db
def test_an_article_may_frame_what_it_embeds_and_nothing_else(client):
    embed = (
        '<figure data-embed="youtube"><a href="https://youtu.be/aqz-KE-bpKQ">a</a></figure>'
        '<figure data-embed="x"><a href="https://x.com/jack/status/20">b</a></figure>'
    )
    plain, with_embeds = (
        policy_of(client.get(make_article(body=body).get_absolute_url()))
        for body in ("<p>a</p>", embed)
    )
    frames = {"https://platform.twitter.com/", "https://www.youtube-nocookie.com/"}
    ours = plain.get("frame-src", set())
    assert not ours & frames
    assert with_embeds == plain | {"frame-src": ours | frames}


@pytest.mark.django_db
def test_nowhere_is_anything_called_unsafe(client):
    client.force_login(UserFactory(role="managing_editor"))
    for url in ["/", "/admin/", "/admin/articles/article/add/", "/contact/", "/accounts/login/"]:
        assert "unsafe" not in client.get(url).headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_nonce_is_the_desk_s_and_another_each_time(client):
    client.force_login(UserFactory(role="managing_editor"))
    first, second = (policy_of(client.get("/admin/articles/article/add/")) for _ in range(2))
    nonces = [
        source
        for policy in (first, second)
        for source in policy["script-src"]
        if source.startswith("'nonce-")
    ]
    assert len(set(nonces)) == 2
