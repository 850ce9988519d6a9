import pytest

from algemeiner.policy import Role


@pytest.fixture
def enter(client):
    """Logs a person of some role in and returns the client, the person in its `person`."""
    from tests.factories import UserFactory  # Django is not set up when a conftest is read

    def enter(role=Role.MANAGING_EDITOR, **fields):
        client.person = UserFactory(role=role, **fields)
        client.force_login(client.person)
        return client

    return enter


@pytest.fixture
def desk(enter):
    return enter()
