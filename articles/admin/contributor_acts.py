"""What the desk does about a contributor: each act with its form and the moment that it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from algemeiner import policy
from articles.contributing import erasing, freezing, people
from authors import contributors
from authors.contributors import FREEZE, FROM, REVIEW
from authors.models import Author, Contributor, Trust, User

Said = dict[str, Any]


class ActForm(forms.Form):
    """Knows whom it is about and who fills it in; its fields' ids are its act's own."""

    def __init__(self, *args: Any, contributor: Contributor, by: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)
        self.contributor, self.by = contributor, by


class ApproveForm(ActForm):
    author = forms.ModelChoiceField(
        Author.objects.none(),
        label="Who they are to readers",
        required=False,
        blank=True,  # or radio buttons have no empty label
        empty_label="Somebody new: make them an author’s page",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["author"]
        found = people.namesakes(self.contributor)
        field.queryset = Author.objects.filter(pk__in=[author.pk for author in found])
        field.label_from_instance = _as_link
        if not found:
            del self.fields["author"]


def _as_link(author: Author) -> str:
    return f"The author who is there already: {author} ({author.get_absolute_url()})"


class AskForm(ActForm):
    text = forms.CharField(
        label="Your question",
        max_length=2_000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text="Goes to them by mail. They change their profile, and hand it in again.",
    )


class DeclineForm(ActForm):
    text = forms.CharField(
        label="Why not",
        max_length=2_000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text="Goes to them by mail.",
    )


class TrustForm(ActForm):
    trust = forms.ChoiceField(label="Trust", choices=Trust.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["trust"]
        field.initial = self.contributor.trust
        if not policy.may(self.by, FREEZE):
            field.choices = [one for one in Trust.choices if one[0] != Trust.TRUSTED]


class FreezeForm(ActForm):
    text = forms.CharField(
        label="Why",
        max_length=1_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text="For the record; they do not see it.",
    )
    hides = forms.BooleanField(label="Take down what readers have of theirs", required=False)
    tells = forms.BooleanField(label="Tell them by mail", required=False, initial=True)


class UnfreezeForm(ActForm):
    tells = forms.BooleanField(label="Tell them by mail", required=False, initial=True)


class EraseForm(ActForm):
    email = forms.EmailField(
        label="Their e-mail address",
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text="Type it, so that nobody is erased by mistake. What was accepted stays, with "
        "their name over it; all else goes, and nothing brings it back.",
    )

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"]
        if typed.lower() != self.contributor.user.email:
            raise forms.ValidationError("This is not the address of their account.")
        return typed


class PlainForm(ActForm):
    """Nothing need be said."""


@dataclass(frozen=True)
class Act:
    """`opens` is what its form lies behind, where it is not always open."""

    name: str
    button: str
    needs: str  # of the policy
    form: type[ActForm]
    is_for: Callable[[Contributor], bool]
    do: Callable[[Contributor, Said, User], str]  # returns what is said of it
    opens: str = ""
    is_main: bool = False
    is_decision: bool = False  # which stands under the profile, the others beside it

    def is_open(self, contributor: Contributor, user: User) -> bool:
        return policy.may(user, self.needs, contributor) and self.is_for(contributor)

    @property
    def address(self) -> str:
        return f"admin:authors_contributor_{self.name}"


def _approve(contributor: Contributor, said: Said, by: User) -> str:
    author = people.approve(contributor, by=by, author=said.get("author"))
    return f"{author} can write for us now, and hears of it by mail."


def _ask(contributor: Contributor, said: Said, by: User) -> str:
    contributors.ask(contributor, said["text"], by=by)
    return f"Your question is on its way to {contributor.user.email}."


def _decline(contributor: Contributor, said: Said, by: User) -> str:
    contributors.decline(contributor, said["text"], by=by)
    return f"Declined. Your reason is on its way to {contributor.user.email}."


def _take_over(contributor: Contributor, said: Said, by: User) -> str:
    people.take_over_profile(contributor, by=by)
    return "Readers see the new profile."


def _trust(contributor: Contributor, said: Said, by: User) -> str:
    contributors.set_trust(contributor, said["trust"], by=by)
    return f"{Trust(said['trust']).label}."


def _freeze(contributor: Contributor, said: Said, by: User) -> str:
    reason, hides, tells = said["text"], said["hides"], said["tells"]
    taken = freezing.freeze(contributor, reason=reason, hides=hides, tells=tells, by=by)
    return f"{contributor} is frozen. {_articles(len(taken))} taken from readers."


def _unfreeze(contributor: Contributor, said: Said, by: User) -> str:
    thawed = freezing.unfreeze(contributor, tells=said["tells"], by=by)
    told = f"{contributor} can go on. {_articles(len(thawed.back))} back."
    left = ", ".join(f"“{article}”" for article in thawed.left)
    return f"{told} Left as they are, for you to look at: {left}." if left else told


def _erase(contributor: Contributor, said: Said, by: User) -> str:
    erasing.erase(contributor.user, by=by)
    return f"What the paper held of {contributor} is erased. They hear of it by mail."


def _articles(count: int) -> str:
    if count == 0:
        return "No article is"
    return "One article is" if count == 1 else f"{count} articles are"


def _from(verb: str) -> Callable[[Contributor], bool]:
    return lambda contributor: contributor.standing in FROM[verb]


ACTS = {
    act.name: act
    for act in [
        Act(
            name="approve",
            button="Let them write for us",
            needs=REVIEW,
            form=ApproveForm,
            is_for=_from("approve"),
            do=_approve,
            is_main=True,
            is_decision=True,
        ),
        Act(
            name="take_over",
            button="Show readers the new profile",
            needs=REVIEW,
            form=PlainForm,
            is_for=lambda contributor: contributor.has_news,
            do=_take_over,
            is_main=True,
            is_decision=True,
        ),
        Act(
            name="ask",
            button="Send the question",
            needs=REVIEW,
            form=AskForm,
            is_for=_from("ask"),
            do=_ask,
            opens="Ask them something first",
            is_decision=True,
        ),
        Act(
            name="decline",
            button="Decline",
            needs=REVIEW,
            form=DeclineForm,
            is_for=_from("decline"),
            do=_decline,
            opens="Decline with a reason",
            is_decision=True,
        ),
        Act(
            name="trust",
            button="Set",
            needs=REVIEW,
            form=TrustForm,
            is_for=lambda contributor: contributor.is_approved,
            do=_trust,
        ),
        Act(
            name="freeze",
            button="Freeze",
            needs=FREEZE,
            form=FreezeForm,
            is_for=lambda contributor: not contributor.is_frozen,
            do=_freeze,
            opens="Freeze this person",
        ),
        Act(
            name="unfreeze",
            button="Let them go on",
            needs=FREEZE,
            form=UnfreezeForm,
            is_for=lambda contributor: contributor.is_frozen,
            do=_unfreeze,
        ),
        Act(
            name="erase",
            button="Erase",
            needs=erasing.ACT,
            form=EraseForm,
            is_for=lambda contributor: not contributor.user.is_staff,
            do=_erase,
            opens="Erase their personal data",
        ),
    ]
}
