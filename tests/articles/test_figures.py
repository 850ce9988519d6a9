from articles.figures import alternative_texts, frame_hosts, photo_ids

BODY = (
    '<p>data-photo="9"</p><figure data-photo="12"><figcaption>a</figcaption></figure>'
    '<figure data-photo="7" data-alt="Q &amp; A"><figcaption></figcaption></figure>'
    '<figure data-embed="x"><a href="https://x.com/jack/status/20">b</a></figure>'
    '<figure data-embed="youtube"><a href="https://www.youtube.com/watch?v=aqz-KE-bpKQ">c</a></figure>'
)


def test_what_a_body_names():
    assert photo_ids(BODY) == {7, 12}
    assert alternative_texts(BODY) == [(12, ""), (7, "Q & A")]
    assert frame_hosts(BODY) == {"platform.twitter.com", "www.youtube-nocookie.com"}
    assert (photo_ids("<p>a</p>"), frame_hosts("<p>a</p>")) == (set(), set())


def test_an_address_that_is_no_provider_s_opens_no_frame():
    body = '<figure data-embed="youtube"><a href="https://evil.example/">c</a></figure>'
    assert frame_hosts(body) == set()
