"""
The links of a body: which lead outside and which into the paper.

The worker asks the outside (articles.outside_links); addresses of our own are looked up in the
database (articles.proofs), never over HTTP. Pure.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http.request import validate_host

MOST_LINKS = 100  # of a body that are looked at; what follows them is not
LONGEST_ADDRESS = 2_000


class _Hrefs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if (tag, name) == ("a", "href")]


def links_in(body: str) -> list[str]:
    """The addresses that a body links to, as they are written, each once and in order."""
    parser = _Hrefs()
    parser.feed(body)
    found = (_as_followed(href) for href in parser.found)
    return list(dict.fromkeys(href for href in found if 0 < len(href) <= LONGEST_ADDRESS))


def _as_followed(href: str) -> str:
    """As a browser reads an address: it sees no ends of lines and no tabs, wherever they stand."""
    return re.sub(r"[\t\r\n]", "", href).strip()


def outside(body: str) -> list[str]:
    """The web addresses of other sites that a body links to, whole, without what follows a #."""
    found = (_whole(href) for href in links_in(body) if _is_outside(href))
    return list(dict.fromkeys(found))[:MOST_LINKS]


def own(body: str) -> list[str]:
    """
    The paths within the paper that a body links to, in letters and as a request has them.

    What was meant for another site but lacks its "https://" is one of them: readers would be led
    to a page of ours that is not there.
    """
    found = (_path(href) for href in links_in(body) if not _scheme(href) and not _is_outside(href))
    return list(dict.fromkeys(filter(None, found)))[:MOST_LINKS]


def _whole(href: str) -> str:
    address = href.partition("#")[0]
    return f"https:{address}" if address.startswith("//") else address


def _scheme(href: str) -> str:
    """The scheme of what is no web address: "mailto". Empty for one, whole or relative."""
    scheme = href.partition(":")[0].lower() if ":" in href.partition("/")[0] else ""
    return "" if scheme in ("http", "https") else scheme


def _is_outside(href: str) -> bool:
    if _scheme(href) or not href.lower().startswith(("http://", "https://", "//")):
        return False
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return True  # no address at all, which asking for it will say
    ours = [urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    return not validate_host(host, [name for name in ours if name != "*"])


def _path(href: str) -> str:
    parts = urlsplit(href)
    path = unquote(parts.path)
    is_whole = path.startswith("/") or bool(parts.netloc)
    if not is_whole:
        return path
    return path if path.endswith("/") else f"{path}/"
