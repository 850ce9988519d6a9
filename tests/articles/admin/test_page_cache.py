import pytest

from algemeiner.policy import Role
from tests.factories import UserFactory, make_article
from tests.markup import texts
from tests.reading import Reader

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/site/page-cache/"


@pytest.fixture
def cookie(client):
    client.force_login(UserFactory(role=Role.MANAGING_EDITOR))
    return f"sessionid={client.cookies['sessionid'].value}"


class Answer:
    """As the client's, for tests.markup."""

    def __init__(self, answer):
        self.content = answer.body


def rows(reader, cookie):
    page = reader.ask(ADDRESS, Cookie=cookie)
    assert (page.status, page.cached) == (200, "bypass")
    return texts(Answer(page), "td.known")


def test_a_process_says_how_its_cache_stands(cookie):
    reader = Reader()
    assert rows(reader, cookie) == [
        "Nobody has asked for a page yet.",
        "0 from memory, 0 rendered, 0 from memory while the database was away, 1 that may not be"
        " kept",
        "0, 0.0 of 8 MiB",
        "Not yet: it begins with the first page that is asked for.",
    ]
    article = make_article()
    reader.cache.store.begin_to_hear()
    reader.cache.store.hear(until=float("inf"))
    for _ in range(4):
        reader.ask(article.get_absolute_url())
    reader.cache.store.turn_over([f"article-{article.pk}", "articles"])
    found = rows(reader, cookie)
    assert found[0] == "75.0 % of what may be kept"
    assert found[1].startswith("3 from memory, 1 rendered, 0 from memory")
    assert found[3] == "Yes"
    assert found[5:] == [f"article-{article.pk} articles", "1"]


def test_why_it_does_not_hear(cookie):
    reader = Reader()
    reader.cache.listener.problem = "PostgreSQL has not answered for 1.5 seconds."
    assert rows(reader, cookie)[3] == (
        "No: PostgreSQL has not answered for 1.5 seconds. Pages live for two seconds until it does."
    )


def test_where_there_is_no_cache_the_page_says_so(client):
    client.force_login(UserFactory(role=Role.MANAGING_EDITOR))
    page = client.get(ADDRESS)
    assert texts(page, "p.lede")[0].startswith("This process keeps no pages")
