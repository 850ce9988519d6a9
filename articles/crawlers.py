"""
Programs that read the web for AI, and what robots.txt tells them. Pure.

Each keeps to what robots.txt says under its name, by its maker's own word.
"""

from __future__ import annotations

from collections.abc import Iterable

TRAINING, SEARCH, FETCHING = "trains models", "answers searches", "fetches what a person asks for"

# {its name in robots.txt: (whose it is, what it reads for)}
CRAWLERS = {
    "GPTBot": ("OpenAI", TRAINING),
    "OAI-SearchBot": ("OpenAI", SEARCH),
    "ChatGPT-User": ("OpenAI", FETCHING),
    "ClaudeBot": ("Anthropic", TRAINING),
    "Claude-SearchBot": ("Anthropic", SEARCH),
    "Claude-User": ("Anthropic", FETCHING),
    "Google-Extended": ("Google, apart from Google Search", TRAINING),
    "Applebot-Extended": ("Apple, apart from Siri and Spotlight", TRAINING),
    "meta-externalagent": ("Meta", TRAINING),
    "PerplexityBot": ("Perplexity", SEARCH),
    "Amazonbot": ("Amazon", TRAINING),
    "Bytespider": ("ByteDance", TRAINING),
    "CCBot": ("Common Crawl, whose collection many train on", TRAINING),
    "cohere-training-data-crawler": ("Cohere", TRAINING),
    "Diffbot": ("Diffbot", TRAINING),
}
CHOICES = [(name, f"{name} ({of}: {what})") for name, (of, what) in CRAWLERS.items()]

FOR_NOBODY = ["/admin/", "/accounts/", "/search/", "/preview/", "/contribute/"]


def robots(refused: Iterable[str], sitemaps: Iterable[str]) -> str:
    """The text of robots.txt."""
    everybody = ["User-agent: *", *(f"Disallow: {path}" for path in FOR_NOBODY)]
    names = [f"User-agent: {name}" for name in sorted(refused)]
    them = [*names, "Disallow: /"] if names else []
    parts = [everybody, them, [f"Sitemap: {address}" for address in sitemaps]]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"
