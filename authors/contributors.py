"""
How somebody from outside comes to write for the paper, one function a step.

Each verb runs in one transaction, asks the policy on behalf of `by` where the desk acts (None is
the operator), tells the person by mail, and leaves a line in the record. Letting somebody in makes
an author, and so stands in articles.contributing.people.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from algemeiner import policy
from authors import letters, record
from authors.models import Contributor, Standing, Terms, Trust, User

REVIEW = "authors.review_contributor"
FREEZE = "authors.freeze_contributor"
ADOPT = "authors.add_terms"
HANDED_IN = "You have handed in your profile already. An editor looks at it."
OPEN = (Standing.PROFILE, Standing.ASKED)  # where a profile may be handed in
FROM = {
    "approve": {Standing.WAITING, Standing.ASKED, Standing.DECLINED},
    "decline": {Standing.WAITING, Standing.ASKED},
    "ask": {Standing.WAITING},
}


class NotNow(ValidationError):
    """The contributor is not where this step begins; the message says where they are."""


# The person's own


@transaction.atomic
def write_profile(contributor: Contributor) -> None:
    """Keep what the person has typed; readers are told of it when an editor has taken it over."""
    there = locked(contributor)
    contributor.standing = there.standing
    if there.is_approved:
        contributor.changed_at = timezone.now()
    fields = ["name", "bio", "portrait", "links", "disclosure", "changed_at"]
    contributor.save(update_fields=fields)


@transaction.atomic
def accept_terms(contributor: Contributor, terms: Terms) -> None:
    """Agree to a text, which is the one in force. Raises NotNow where a newer one has come."""
    if terms != Terms.objects.in_force():
        raise NotNow("These terms have just been replaced. Read the new ones.")
    contributor = locked(contributor)
    contributor.terms, contributor.terms_accepted_at = terms, timezone.now()
    contributor.save(update_fields=["terms", "terms_accepted_at"])
    record.of_thing("accept_terms", contributor, by=contributor.user, version=terms.number)


@transaction.atomic
def hand_in(contributor: Contributor) -> None:
    """Ask to be let in, or answer what was asked. Raises NotNow, and where something is missing."""
    contributor = locked(contributor)
    if contributor.standing not in OPEN:
        raise NotNow(HANDED_IN)
    if not contributor.bio.strip():
        raise ValidationError("Say in a sentence or two who you are.")
    if not contributor.has_accepted(Terms.objects.in_force()):
        raise ValidationError("Read the terms and agree to them.")
    stand(contributor, Standing.WAITING)
    record.of_thing("hand_in", contributor, by=contributor.user)
    letters.tell_desk_of(contributor)


# The desk's


@transaction.atomic
def ask(contributor: Contributor, question: str, *, by: User | None) -> None:
    """Ask for more before deciding."""
    contributor = ready_for("ask", contributor, by)
    stand(contributor, Standing.ASKED, told=_words(question, "Write what you would like to know."))
    record.of_thing("ask", contributor, by=by, question=contributor.told)
    letters.tell_asked(contributor)


@transaction.atomic
def decline(contributor: Contributor, reason: str, *, by: User | None) -> None:
    """Say no, and why."""
    contributor = ready_for("decline", contributor, by)
    stand(contributor, Standing.DECLINED, told=_words(reason, "Say why: they are told."))
    record.of_thing("decline", contributor, by=by, reason=contributor.told)
    letters.tell_declined(contributor)


@transaction.atomic
def set_trust(contributor: Contributor, trust: str, *, by: User | None) -> None:
    """Say how much of theirs is let through; to trust somebody takes more than reviewing does."""
    require(by, FREEZE if trust == Trust.TRUSTED else REVIEW, contributor)
    contributor = locked(contributor)
    before, contributor.trust = contributor.trust, Trust(trust)
    if before == trust:
        return
    contributor.save(update_fields=["trust"])
    record.of_thing("set_trust", contributor, by=by, before=before, after=trust)
    letters.tell_trust(contributor)


@transaction.atomic
def freeze(contributor: Contributor, reason: str, *, by: User | None) -> None:
    """Stop all that somebody could do here; their pieces wait where they are. Reversible."""
    require(by, FREEZE, contributor)
    contributor = locked(contributor)
    if contributor.is_frozen:
        raise NotNow(f"{contributor} is frozen already.")
    contributor.frozen_at = timezone.now()
    contributor.save(update_fields=["frozen_at"])
    record.of_thing("freeze", contributor, by=by, reason=_words(reason, "Say why."))


@transaction.atomic
def unfreeze(contributor: Contributor, *, by: User | None) -> None:
    """Let somebody go on where they were."""
    require(by, FREEZE, contributor)
    contributor = locked(contributor)
    if not contributor.is_frozen:
        raise NotNow(f"{contributor} is not frozen.")
    contributor.frozen_at = None
    contributor.save(update_fields=["frozen_at"])
    record.of_thing("unfreeze", contributor, by=by)


@transaction.atomic
def adopt_terms(text: str, *, by: User | None) -> Terms:
    """Put another text in force; whoever writes for the paper is asked to agree to it."""
    require(by, ADOPT)
    before = Terms.objects.select_for_update().in_force()
    number = before.number + 1 if before else 1
    terms = Terms.objects.create(number=number, text=_words(text, "Write the terms."))
    record.of_thing("adopt_terms", terms, by=by)
    return terms


def ready_for(verb: str, contributor: Contributor, by: User | None) -> Contributor:
    """The contributor, locked, where `by` may review them and `verb` begins where they stand."""
    require(by, REVIEW, contributor)
    contributor = locked(contributor)
    if contributor.standing not in FROM[verb]:
        raise NotNow(f"{contributor}: {contributor.get_standing_display().lower()}.")
    return contributor


def locked(contributor: Contributor) -> Contributor:
    """The contributor as they stand now; nobody else moves them before this is done."""
    found = Contributor.objects.select_for_update(of=["self"]).select_related("user")
    return found.get(pk=contributor.pk)


def stand(contributor: Contributor, standing: str, told: str = "") -> None:
    """Put a locked contributor there, with an editor's words for it."""
    contributor.stand(standing, at=timezone.now(), told=told)
    contributor.save(update_fields=["standing", "standing_since", "told"])


def _words(text: str, or_else: str) -> str:
    if not text.strip():
        raise ValidationError(or_else)
    return text.strip()


def require(by: User | None, act: str, contributor: Contributor | None = None) -> None:
    """Raises PermissionDenied."""
    if by is not None and not policy.may(by, act, contributor):
        raise PermissionDenied(f"{by} may not do this.")
