"""Every document of tests/documents.py comes to what is written there, soon, and leaves nothing."""

import tempfile
import time

import pytest

from articles.contributing import documents
from articles.contributing.packages import UnusableDocument
from tests.documents import LONG, REFUSED, USABLE, docx, p

SOON = 20  # seconds, on a machine that has other things to do; nothing here takes three


@pytest.fixture(autouse=True)
def _without_files(monkeypatch):
    """No document is laid on the disk while it is read."""

    def refuse(*args, **kwargs):
        raise AssertionError("A file was made.")

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)


@pytest.mark.parametrize("which", USABLE)
def test_a_document_is_read(which):
    name, content, expected = USABLE[which]
    assert documents.read(name, content) == expected


@pytest.mark.parametrize("which", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(which):
    name, content, expected = REFUSED[which]
    begun = time.monotonic()
    with pytest.raises(UnusableDocument) as refused:
        documents.read(name, content)
    assert str(refused.value) == expected
    assert time.monotonic() - begun < SOON


@pytest.mark.parametrize(
    "body",
    [(p(LONG) + "<w:p><w:r/></w:p>" * 18) * 250, p("a <w:br/>" + " " * 200_000 + "<w:br/> b")],
    ids=["many elements", "much of nothing"],
)
def test_what_takes_long_takes_no_longer_than_its_length(body):
    begun = time.monotonic()
    assert documents.read("piece.docx", docx(body)).body != ""
    assert time.monotonic() - begun < SOON


def test_a_headline_that_is_not_taken_stays_over_the_text():
    document = documents.Document("Bread & Salt", "<p>Dear.</p>")
    assert document.body_under("Bread & Salt") == "<p>Dear.</p>"
    assert document.body_under("Flour") == "<h2>Bread &amp; Salt</h2><p>Dear.</p>"
    assert documents.Document("", "<p>Dear.</p>").body_under("Flour") == "<p>Dear.</p>"
