"""Pieces from outside, for the demo's contributor to go on with and its desk to review."""

from __future__ import annotations

from articles.contributing import submissions
from articles.demo.files import entries
from articles.entries import Entry
from articles.models import Submission, SubmissionStatus
from authors.models import User

SAID = ("headline", "dek", "sources", "message")


def load(contributor: User, editor: User) -> int:
    """Every piece of the folder `pieces`, on its way as far as its file says; how many."""
    pieces = entries("pieces")
    for entry in pieces:
        piece = _sent(entry, contributor)
        if entry.settings["asked"]:
            submissions.take_up(piece, by=editor)
            submissions.request_changes(piece, text=entry.settings["asked"], by=editor)
    return len(pieces)


def _sent(entry: Entry, contributor: User) -> Submission:
    words = {name: entry.settings[name] for name in SAID} | {"body": entry.body}
    if entry.settings["sender"] == "guest":
        who = {name: entry.settings[name] for name in ("name", "email", "bio")}
        waiting = SubmissionStatus.UNCONFIRMED
        return submissions.confirm(Submission.objects.create(status=waiting, **who, **words))
    begun = submissions.start(headline=words["headline"], by=contributor)
    saved = submissions.save(begun, words, seen=begun.version, by=contributor)
    return submissions.submit(saved, seen=saved.version, by=contributor)
