from articles.sharing import ShareLinks

LINKS = ShareLinks("https://paper.example/2020/07/19/%D7%90/", "Fish & Chips + 1: a “test”")


def test_the_address_and_the_headline_arrive_whole():
    assert LINKS.facebook == (
        "https://www.facebook.com/sharer/sharer.php"
        "?u=https%3A%2F%2Fpaper.example%2F2020%2F07%2F19%2F%25D7%2590%2F"
    )
    assert LINKS.x == (
        "https://x.com/intent/post"
        "?url=https%3A%2F%2Fpaper.example%2F2020%2F07%2F19%2F%25D7%2590%2F"
        "&text=Fish+%26+Chips+%2B+1%3A+a+%E2%80%9Ctest%E2%80%9D"
    )
    assert LINKS.email == (
        "mailto:?subject=Fish%20%26%20Chips%20%2B%201%3A%20a%20%E2%80%9Ctest%E2%80%9D"
        "&body=https%3A//paper.example/2020/07/19/%25D7%2590/"
    )
