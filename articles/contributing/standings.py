"""Where a piece stands, in words for its sender: who has it, what is asked, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from algemeiner.dateline import published
from articles.models import Status, Submission, SubmissionAct, SubmissionStatus
from articles.models.consent import Consent
from articles.models.submission_statuses import EXPIRES_AFTER

YOU = "You"


@dataclass(frozen=True)
class Standing:
    whose: str  # who has it
    asked: str  # of its sender
    next: str
    until: datetime | None = None  # by when

    @property
    def is_yours(self) -> bool:
        return self.whose == YOU


NOTHING = "Nothing."
DECIDES = "It is accepted, declined with a reason, or comes back to you with what is asked."
EDITED = "It is edited for publication. You can see what was edited, and agree or object to it."

# What is the same whoever has it. An accepted piece stands where its article does.
STANDINGS = {
    SubmissionStatus.UNCONFIRMED: Standing(
        YOU,
        "Follow the link that we have sent you by mail.",
        "It goes to the editors once the address is known to be yours.",
    ),
    SubmissionStatus.DRAFT: Standing(
        YOU,
        "Finish it, and send it to the editors. Nobody but you sees it before.",
        "An editor takes it up; we tell you by mail who.",
    ),
    SubmissionStatus.SUBMITTED: Standing(
        "The editors",
        "Nothing. It waits to be read.",
        "An editor takes it up; we tell you by mail who.",
    ),
    SubmissionStatus.DECLINED: Standing(
        YOU, NOTHING, "It is yours to offer elsewhere. Another piece is always welcome."
    ),
    SubmissionStatus.WITHDRAWN: Standing(
        YOU, NOTHING, "You can make it a draft again and go on with it."
    ),
    SubmissionStatus.EXPIRED: Standing(
        YOU,
        "Nothing. It was closed because no answer came.",
        "You can make it a draft again and go on with it.",
    ),
}
OF_CONSENT = {
    Consent.AS_SENT: "Nothing. So far it is as you sent it.",
    Consent.UNSEEN: "Read what was edited, and say whether you agree.",
    Consent.AGREED: "Nothing. You have agreed to it as it is.",
    Consent.OBJECTED: "Nothing. Your objection is with the editors.",
}


def standing(submission: Submission, consent: Consent | None = None) -> Standing:
    """`consent` to what was edited of an accepted piece; None where nobody has looked."""
    editor = str(submission.held_by or "The editors")
    match submission.status:
        case SubmissionStatus.IN_REVIEW:
            return Standing(editor, "Nothing now.", DECIDES)
        case SubmissionStatus.RESUBMITTED:
            return Standing(editor, "Nothing. Your changes wait to be read.", DECIDES)
        case SubmissionStatus.CHANGES_REQUESTED:
            asked = "Make the changes that are asked for, and send it again."
            until = submission.moved_at + EXPIRES_AFTER
            return Standing(YOU, asked, f"{editor} reads it again.", until)
        case SubmissionStatus.ACCEPTED:
            return _of_article(submission, editor, consent)
    return STANDINGS[SubmissionStatus(submission.status)]


def _of_article(submission: Submission, editor: str, consent: Consent | None) -> Standing:
    article = submission.article
    assert article is not None  # the database refuses an accepted piece without one
    if article.status == Status.WITHDRAWN:
        return Standing(editor, NOTHING, "It was taken down. The editors tell you why.")
    if article.was_seen():
        return Standing("Readers", NOTHING, "If something in it is wrong, ask for a correction.")
    if article.is_scheduled and article.publish_at is not None:
        comes = f"It is published {published(article.publish_at)}, New York time."
    else:
        comes = "It is scheduled and published; we tell you by mail when."
    asked = OF_CONSENT[consent] if consent else EDITED
    return Standing(YOU if consent is Consent.UNSEEN else editor, asked, comes)


# What each act is called in the conversation, with who did it.
SAID = {
    "confirm": "{sender} sent it",
    "submit": "{sender} sent it",
    "resubmit": "{sender} sent it again",
    "withdraw": "{sender} withdrew it",
    "reopen": "{sender} made it a draft again",
    "publish": "{sender} published it",
    "reply": "{sender} wrote",
    "agree": "{sender} agreed to what was edited",
    "object": "{sender} objected to what was edited",
    "ask_correction": "{sender} asked for a correction",
    "take_up": "{editor} took it up",
    "hand_over": "{editor} handed it over",
    "request_changes": "{editor} asked for changes",
    "accept": "{editor} accepted it",
    "decline": "{editor} declined it",
    "throw_away": "{editor} took it for spam",
    "look_over": "{editor} read it after it was published",
    "remark": "{editor} wrote",
    "note": "{editor} noted for the editors",
    "expire": "It was closed without an answer",
}


def said_of(act: SubmissionAct, *, sender: str = YOU) -> str:
    """What was done, with who did it: to its sender, unless told how they are called."""
    return SAID[act.verb].format(sender=sender, editor=act.by or "The editors")
