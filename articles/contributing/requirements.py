"""What a piece needs before it may be sent, in words for its sender."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS

from articles.contributing.lengths import words_in
from articles.models import PieceLicence, Section, Site, Submission
from authors.models import Terms, Trust, User

# The form's field to mend it in (NON_FIELD_ERRORS for none), and what is to be done.
Problem = tuple[str, str]

NOT_NOW = "Your account may not send pieces now."
NEW_TERMS = "Read the terms on your profile’s page, and agree to them."


def may_send(user: User) -> bool:
    """Whether somebody with an account may begin pieces and send them."""
    contributor = getattr(user, "contributor", None)
    return contributor is not None and contributor.may_write


def own_section(user: User | None) -> Section | None:
    """Where somebody whom the paper trusts publishes opinion by themselves; None for nowhere."""
    contributor = getattr(user, "contributor", None)
    if contributor is None or not contributor.may_write or contributor.trust != Trust.TRUSTED:
        return None
    site = Site.objects.select_related("trusted_section").first()
    return site.trusted_section if site else None


def lacking(submission: Submission) -> list[Problem]:
    """What keeps a piece from being sent; nothing where it may be."""
    site = Site.objects.only("fewest_words", "most_words").first() or Site()
    return [
        *_of_words(submission, site),
        *_of_rights(submission),
        *_of_photo(submission),
        *_of_sender(submission),
    ]


def _of_words(submission: Submission, site: Site) -> Iterator[Problem]:
    if not submission.headline.strip():
        yield "headline", "Give it a headline."
    words = words_in(submission.body)
    if words < site.fewest_words:
        yield "body", f"The text has {words:,} words. It needs {site.fewest_words:,} at least."
    if words > site.most_words:
        yield "body", f"The text has {words:,} words. It may have {site.most_words:,} at most."


def _of_rights(submission: Submission) -> Iterator[Problem]:
    is_reprint = submission.licence == PieceLicence.REPRINT
    if is_reprint and not submission.previously_published:
        yield "previously_published", "Say where it was published first."
    if submission.previously_published and not is_reprint:
        yield "licence", "What was published before is a reprint."


def _of_photo(submission: Submission) -> Iterator[Problem]:
    photo = submission.photo
    if photo is None:
        return
    if not photo.alt:
        yield "photo", "Say what the photo shows, for those who do not see it."
    if not photo.credit:
        yield "photo", "Say whose photo it is."
    if not photo.licence:
        yield "photo", "Say by what right we may print the photo."


def _of_sender(submission: Submission) -> Iterator[Problem]:
    sender = submission.sender
    if sender is None:
        return
    if not may_send(sender):
        yield NON_FIELD_ERRORS, NOT_NOW
    elif not sender.contributor.has_accepted(Terms.objects.in_force()):
        yield NON_FIELD_ERRORS, NEW_TERMS
