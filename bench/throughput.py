"""Pages beside the floor and the ceiling of the same server, in turns."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from bench import servers
from bench.archives import Archive
from bench.load import Effort, Figures, Round, Visitor, fetched, in_turns, ratio, told

UNCACHED = ("article", "home", "section", "tag", "feed")


def measure(archive: Archive, effort: Effort, directory: Path) -> tuple[Figures, Figures]:
    """The ratios of bench.json, and the rounds that they are made of."""
    with contextlib.ExitStack() as stack:
        urls = _floors(stack) | _pages(stack, archive, directory)
        rounds = in_turns(urls, effort)
    return _ratios(rounds), {name: told(taken) for name, taken in rounds.items()}


def _floors(stack: contextlib.ExitStack) -> dict[str, str]:
    hello = stack.enter_context(servers.granian("bench.hello:application"))
    raw = stack.enter_context(servers.granian("bench.raw:application"))
    return {"hello": f"{hello}/", "raw WSGI": f"{raw}/"}


def _pages(stack: contextlib.ExitStack, archive: Archive, directory: Path) -> dict[str, str]:
    cached = stack.enter_context(servers.newspaper(archive.url, cached=True))
    uncached = stack.enter_context(servers.newspaper(archive.url, cached=False))
    article = archive.pages["article"]
    urls = {f"uncached {name}": uncached + archive.pages[name] for name in UNCACHED}
    if is_cached(cached, article):
        urls["cached article"] = cached + article
    if servers.has_nginx():
        page = write_page(cached + article, directory / "root")
        static = stack.enter_context(servers.nginx_with_files(page.parent, directory))
        urls["nginx static"] = f"{static}/{page.name}"
        if "cached article" in urls:
            front = stack.enter_context(servers.nginx_in_front(cached, directory))
            urls["nginx cached article"] = front + article
    return urls


def is_cached(address: str, path: str) -> bool:
    visitor = Visitor(address)
    visitor.get(path)
    response, _ = visitor.get(path)
    return response.headers.get("X-Cache") == "hit"


def write_page(url: str, directory: Path) -> Path:
    """The very page, as a file."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / "page.html"
    path.write_bytes(fetched(url))
    return path


def _ratios(rounds: Mapping[str, list[Round]]) -> Figures:
    return {
        "cached_article_vs_hello": ratio(rounds, "cached article", "hello"),
        "cached_article_vs_raw_wsgi": ratio(rounds, "cached article", "raw WSGI"),
        "nginx_cached_article_vs_static": ratio(rounds, "nginx cached article", "nginx static"),
        **{
            f"uncached_{name}_vs_hello": ratio(rounds, f"uncached {name}", "hello")
            for name in UNCACHED
        },
    }
