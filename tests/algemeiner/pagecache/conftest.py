import pytest

from tests.reading import Ear, Reader


@pytest.fixture
def reader():
    """Of a cache that takes all that Django answers for known from now on."""
    reader = Reader()
    reader.cache.store.begin_to_hear()
    reader.cache.store.hear(until=float("inf"))
    return reader


@pytest.fixture
def ear(reader, transactional_db):
    """Hears what is told to the reader's cache."""
    ear = Ear(reader.cache)
    yield ear
    ear.close()
