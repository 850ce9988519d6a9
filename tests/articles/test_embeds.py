from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.embeds import PROVIDERS, recognise

# An address as people paste it: its provider, its canonical form, what a browser loads.
KNOWN = [
    *(
        (
            address,
            "youtube",
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        )
        for address in [
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            " http://m.youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&t=42s ",
            "https://youtu.be/aqz-KE-bpKQ?si=abc",
            "https://www.youtube.com/shorts/aqz-KE-bpKQ",
            "https://www.youtube.com/live/aqz-KE-bpKQ?feature=share",
            "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        ]
    ),
    (
        "https://vimeo.com/76979871?share=copy",
        "vimeo",
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871?dnt=1",
    ),
    (
        "https://player.vimeo.com/video/76979871",
        "vimeo",
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871?dnt=1",
    ),
    (
        "https://vimeo.com/76979871/0a1b2c3d4e",
        "vimeo",
        "https://vimeo.com/76979871/0a1b2c3d4e",
        "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&dnt=1",
    ),
    *(
        (
            address,
            "x",
            "https://x.com/jack/status/20",
            "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true",
        )
        for address in [
            "https://x.com/jack/status/20",
            "https://twitter.com/jack/status/20?s=20",
            "https://mobile.twitter.com/jack/status/20/photo/1",
        ]
    ),
    (
        "https://www.instagram.com/natgeo/p/CuE2WNQs6vH/?img_index=1",
        "instagram",
        "https://www.instagram.com/p/CuE2WNQs6vH/",
        "https://www.instagram.com/p/CuE2WNQs6vH/embed/",
    ),
    (
        "https://www.instagram.com/reel/CuE2WNQs6vH",
        "instagram",
        "https://www.instagram.com/reel/CuE2WNQs6vH/",
        "https://www.instagram.com/reel/CuE2WNQs6vH/embed/",
    ),
    (
        "https://www.facebook.com/nasa/posts/the-moon/pfbid02abc?ref=x",
        "facebook",
        "https://www.facebook.com/nasa/posts/pfbid02abc",
        "https://www.facebook.com/plugins/post.php?"
        "href=https%3A%2F%2Fwww.facebook.com%2Fnasa%2Fposts%2Fpfbid02abc",
    ),
    (
        "https://m.facebook.com/watch/?ref=x&v=10153231379946729",
        "facebook",
        "https://www.facebook.com/watch/?v=10153231379946729",
        "https://www.facebook.com/plugins/video.php?"
        "href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D10153231379946729",
    ),
    (
        "https://www.tiktok.com/@scout2015/video/6718335390845095173?lang=en",
        "tiktok",
        "https://www.tiktok.com/@scout2015/video/6718335390845095173",
        "https://www.tiktok.com/player/v1/6718335390845095173",
    ),
    (
        "https://open.spotify.com/intl-de/episode/7makk4oTQel546B0PZlDM5?si=1",
        "spotify",
        "https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5",
        "https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5",
    ),
]
UNKNOWN = [
    "",
    "youtube",
    "https://evil.example/watch?v=aqz-KE-bpKQ",
    "https://www.youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
    "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
    "https://notyoutube.com/watch?v=aqz-KE-bpKQ",
    "https://evil.example/?https://www.youtube.com/watch?v=aqz-KE-bpKQ",
    "https://www.youtube.com/watch?v=aqz-KE-bpK",
    "https://www.youtube.com/watch?v=aqz-KE-bpK%22",
    "https://www.youtube.com/@channel",
    "javascript:alert(1)//www.youtube.com/watch?v=aqz-KE-bpKQ",
    "javascript://www.youtube.com/watch?v=aqz-KE-bpKQ",
    "ftp://www.youtube.com/watch?v=aqz-KE-bpKQ",
    "https://www.youtube.com/watch?v=aqz-KE-bpKQ\nx",
    "https://[youtube.com/watch?v=aqz-KE-bpKQ",
    "https://x.com/jack",
    "https://x.com/jack/status/२०",
    "https://fb.watch/abc/",
    "https://vm.tiktok.com/ZMabc/",
]


@pytest.mark.parametrize(("typed", "provider", "address", "frame"), KNOWN)
def test_what_is_recognised(typed, provider, address, frame):
    embed = recognise(typed)
    assert (embed.provider.name, embed.address, embed.frame) == (provider, address, frame)


@pytest.mark.parametrize("typed", UNKNOWN)
def test_what_is_not(typed):
    assert recognise(typed) is None


def test_there_is_an_example_of_every_provider():
    assert {name for _, name, _, _ in KNOWN} == {provider.name for provider in PROVIDERS}


@given(
    st.sampled_from([form.pattern for p in PROVIDERS for form in p.forms]).flatmap(st.from_regex)
)
def test_a_canonical_address_is_its_own_and_its_frame_is_the_provider_s(told):
    embed = recognise(f"https://{told}")
    if embed:
        again = recognise(embed.address)
        assert again == embed
        assert urlsplit(embed.frame).hostname == embed.provider.frame_host
        assert urlsplit(embed.frame).scheme == "https"
