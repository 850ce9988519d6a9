from articles.crawlers import CHOICES, CRAWLERS, robots

MAPS = ["https://paper.example/sitemap.xml"]
EVERYBODY = [
    "User-agent: *",
    "Disallow: /admin/",
    "Disallow: /accounts/",
    "Disallow: /search/",
    "Disallow: /preview/",
    "Disallow: /contribute/",
    "",
]


def test_everybody_may_read_what_readers_may():
    assert robots([], MAPS).split("\n") == [*EVERYBODY, f"Sitemap: {MAPS[0]}", ""]


def test_who_is_refused_is_named_and_may_read_nothing():
    assert robots(["GPTBot", "CCBot"], MAPS).split("\n") == [
        *EVERYBODY,
        "User-agent: CCBot",
        "User-agent: GPTBot",
        "Disallow: /",
        "",
        f"Sitemap: {MAPS[0]}",
        "",
    ]


def test_each_is_offered_with_whose_it_is_and_what_for():
    assert [name for name, _ in CHOICES] == list(CRAWLERS)
    assert dict(CHOICES)["GPTBot"] == "GPTBot (OpenAI: trains models)"
