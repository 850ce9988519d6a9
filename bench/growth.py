"""How many times longer an uncached page takes in the large archive than in the small one."""

from __future__ import annotations

from bench import servers
from bench.archives import Archive
from bench.load import Effort, Figures, fetched, in_turns, ratio, told
from bench.subjects import PAGES


def measure(small: Archive, large: Archive, effort: Effort) -> tuple[Figures, Figures]:
    with (
        servers.newspaper(small.url, cached=False) as of_small,
        servers.newspaper(large.url, cached=False) as of_large,
    ):
        figures: Figures = {}
        rounds_of: Figures = {}
        for name in PAGES:
            urls = {"small": of_small + small.pages[name], "large": of_large + large.pages[name]}
            rounds = in_turns(urls, effort, connections=1)
            longer = ratio(rounds, "small", "large")
            if name == "sitemap_part" and longer is not None:
                longer *= addresses(urls["small"]) / addresses(urls["large"])
            figures[f"growth_{name}_1m_vs_1k"] = longer
            rounds_of[name] = {size: told(taken) for size, taken in rounds.items()}
    return figures, rounds_of


def addresses(url: str) -> int:
    """How many a part of the sitemap names: its time is told by address."""
    return fetched(url).count(b"<loc>")
