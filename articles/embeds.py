"""
What of other sites an article may show, by address. Pure: addresses in, addresses out.

An embed is kept as its provider's name and its address in one canonical form, nothing else; what a
reader's browser loads is made from that form here. A provider is one row of PROVIDERS, which the
editor reads as well (static/js/editor/embeds.js).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit


@dataclass(frozen=True)
class Form:
    """
    One way in which a provider writes an address.

    `pattern` is met by the whole of host, path and query, without scheme and "www."; Python and
    JavaScript must read it alike. `address` and `frame` are made of its groups; in `frame`,
    {address} is the canonical address, quoted.
    """

    pattern: str
    address: str
    frame: str


@dataclass(frozen=True)
class Provider:
    name: str
    label: str
    noun: str
    sites: tuple[str, ...]  # the first is the one that readers are told of
    frame_host: str
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Embed:
    provider: Provider
    address: str
    frame: str


_END = r"(?:[/?#].*)?"
_WATCH = "https://www.youtube.com/watch?v={id}"
_PLAYER = "https://www.youtube-nocookie.com/embed/{id}"
_POST = "https://www.facebook.com/plugins/post.php?href={address}"
_CLIP = "https://www.facebook.com/plugins/video.php?href={address}"

PROVIDERS = (
    Provider(
        "youtube",
        "YouTube",
        "video",
        ("youtube.com", "youtu.be", "youtube-nocookie.com"),
        "www.youtube-nocookie.com",
        (
            Form(
                r"youtube\.com/watch\?(?:[^#]*&)?v=(?P<id>[A-Za-z0-9_-]{11})(?:[&#].*)?",
                _WATCH,
                _PLAYER,
            ),
            Form(
                r"youtube(?:-nocookie)?\.com/(?:shorts|live|embed)/(?P<id>[A-Za-z0-9_-]{11})"
                + _END,
                _WATCH,
                _PLAYER,
            ),
            Form(r"youtu\.be/(?P<id>[A-Za-z0-9_-]{11})" + _END, _WATCH, _PLAYER),
        ),
    ),
    Provider(
        "vimeo",
        "Vimeo",
        "video",
        ("vimeo.com", "player.vimeo.com"),
        "player.vimeo.com",
        (
            # Not listed: what follows the number is the key to it.
            Form(
                r"vimeo\.com/(?P<id>[0-9]{4,12})/(?P<key>[0-9a-f]{6,20})" + _END,
                "https://vimeo.com/{id}/{key}",
                "https://player.vimeo.com/video/{id}?h={key}&dnt=1",
            ),
            Form(
                r"(?:player\.)?vimeo\.com/(?:video/|channels/[a-z0-9_-]+/)?(?P<id>[0-9]{4,12})"
                + _END,
                "https://vimeo.com/{id}",
                "https://player.vimeo.com/video/{id}?dnt=1",
            ),
        ),
    ),
    Provider(
        "x",
        "X",
        "post",
        ("x.com", "twitter.com", "mobile.twitter.com"),
        "platform.twitter.com",
        (
            Form(
                r"(?:x|twitter|mobile\.twitter)\.com/(?P<who>[A-Za-z0-9_]{1,20})/status"
                r"/(?P<id>[0-9]{1,20})" + _END,
                "https://x.com/{who}/status/{id}",
                "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true",
            ),
        ),
    ),
    Provider(
        "instagram",
        "Instagram",
        "post",
        ("instagram.com",),
        "www.instagram.com",
        (
            Form(
                r"instagram\.com/(?:[A-Za-z0-9_.]+/)?(?P<kind>p|reel)/(?P<id>[A-Za-z0-9_-]{5,40})"
                + _END,
                "https://www.instagram.com/{kind}/{id}/",
                "https://www.instagram.com/{kind}/{id}/embed/",
            ),
        ),
    ),
    Provider(
        "facebook",
        "Facebook",
        "post",
        ("facebook.com", "fb.watch"),
        "www.facebook.com",
        (
            Form(
                r"facebook\.com/(?P<who>[A-Za-z0-9.]+)/posts/(?:[^/?#]+/)?(?P<id>[A-Za-z0-9]+)"
                r"/?(?:[?#].*)?",
                "https://www.facebook.com/{who}/posts/{id}",
                _POST,
            ),
            Form(
                r"facebook\.com/(?P<who>[A-Za-z0-9.]+)/videos/(?:[^/?#]+/)?(?P<id>[0-9]+)"
                r"/?(?:[?#].*)?",
                "https://www.facebook.com/{who}/videos/{id}",
                _CLIP,
            ),
            Form(
                r"facebook\.com/watch/?\?(?:[^#]*&)?v=(?P<id>[0-9]+)(?:[&#].*)?",
                "https://www.facebook.com/watch/?v={id}",
                _CLIP,
            ),
            Form(
                r"facebook\.com/reel/(?P<id>[0-9]+)" + _END,
                "https://www.facebook.com/reel/{id}",
                _CLIP,
            ),
        ),
    ),
    Provider(
        "tiktok",
        "TikTok",
        "video",
        ("tiktok.com", "vm.tiktok.com"),
        "www.tiktok.com",
        (
            Form(
                r"tiktok\.com/@(?P<who>[A-Za-z0-9_.]+)/video/(?P<id>[0-9]{8,25})" + _END,
                "https://www.tiktok.com/@{who}/video/{id}",
                "https://www.tiktok.com/player/v1/{id}",
            ),
        ),
    ),
    Provider(
        "spotify",
        "Spotify",
        "recording",
        ("spotify.com", "open.spotify.com", "spotify.link"),
        "open.spotify.com",
        (
            Form(
                r"open\.spotify\.com/(?:intl-[a-z-]+/|embed/)?"
                r"(?P<kind>track|album|artist|playlist|episode|show)/(?P<id>[A-Za-z0-9]{22})"
                + _END,
                "https://open.spotify.com/{kind}/{id}",
                "https://open.spotify.com/embed/{kind}/{id}",
            ),
        ),
    ),
)


def recognise(address: str) -> Embed | None:
    """What an address on the web shows, if it is a provider's."""
    told = _without_scheme(address.strip())
    for provider in PROVIDERS:
        for form in provider.forms:
            if told and (match := re.fullmatch(form.pattern, told)):
                canonical = form.address.format(**match.groupdict())
                parts = match.groupdict() | {"address": quote(canonical, safe="")}
                return Embed(provider, canonical, form.frame.format(**parts))
    return None


def _without_scheme(address: str) -> str:
    """Host, path, query and fragment, the host without "www." or "m."; "" for what is no URL."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    return re.sub(r"^(?:www|m)\.", "", host) + rest


def for_editor() -> list[dict[str, Any]]:
    """PROVIDERS as static/js/editor/embeds.js reads it; a frame is nothing to the editor."""
    return [
        {
            "name": provider.name,
            "label": provider.label,
            "noun": provider.noun,
            "sites": provider.sites,
            "forms": [
                {"pattern": form.pattern.replace("(?P<", "(?<"), "address": form.address}
                for form in provider.forms
            ],
        }
        for provider in PROVIDERS
    ]
