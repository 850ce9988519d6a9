import pytest

# Django is not set up when a conftest is read: what is the paper's is imported inside.


@pytest.fixture
def sender(client):
    """Somebody who sends pieces, logged in."""
    from tests.factories import make_contributor

    person = make_contributor(name="Dan Katz", email="dan@example.org")
    client.force_login(person)
    return person


@pytest.fixture(autouse=True)
def site(db):
    from articles.models import Site

    return Site.objects.update_or_create(pk=1, defaults={"fewest_words": 10, "most_words": 500})[0]
