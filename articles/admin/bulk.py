"""What can be done to the articles that are ticked in the list; a page asks what it takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from algemeiner import policy
from articles import assignments, bulk, workflow
from articles.models import Article, Section, Tag
from authors.models import User

MOST = 100  # articles at once
SEEN = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)  # an article and its working copy


class ActForm(forms.Form):
    """What an act must know; `articles` are those that it is done to."""

    def __init__(self, *args: Any, articles: list[Article], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.articles = articles


class PersonForm(ActForm):
    to = forms.ModelChoiceField(
        User.objects.at_the_desk(), required=False, label="Who has them", empty_label="Nobody"
    )


class SectionForm(ActForm):
    section = forms.ModelChoiceField(Section.objects.all(), empty_label="Choose a section")


class NewTagForm(ActForm):
    tag = forms.CharField(max_length=100, help_text="The name of a tag that there is.")

    def clean_tag(self) -> Tag:
        name = " ".join(self.cleaned_data["tag"].split())
        tag = Tag.objects.filter(name__iexact=name).order_by("pk").first()
        if tag is not None:
            return tag
        near = [f"“{one}”" for one in Tag.objects.nearly_called(name)[:3]]
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise ValidationError(f"There is no tag of that name.{meant}")


class OldTagForm(ActForm):
    tag = forms.ModelChoiceField(Tag.objects.none(), empty_label="Choose a tag")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tag"]
        copies = [article.working_copy_id for article in self.articles]
        field.queryset = Tag.objects.filter(revisions__in=copies).distinct()


class ReasonForm(ActForm):
    reason = forms.CharField(label="Why", widget=forms.Textarea({"rows": 2}), max_length=1_000)


@dataclass(frozen=True)
class Act:
    name: str
    label: str  # in the list's menu
    button: str
    verb: str  # of the policy
    form: type[ActForm]
    do: Callable[..., object]
    saves: bool = False  # a version, which readers have when it is published


ACTS = [
    Act(
        "assign", "Give to …", "Give", "assign", PersonForm,
        lambda article, by, to: assignments.assign(article, to=to, due_at=article.due_at, by=by),
    ),
    Act(
        "section", "Move to a section …", "Move", "change", SectionForm,
        lambda article, by, section: bulk.move_to(article, section, by=by), saves=True,
    ),
    Act(
        "add_tag", "Add a tag …", "Add the tag", "change", NewTagForm,
        lambda article, by, tag: bulk.add_tag(article, tag, by=by), saves=True,
    ),
    Act(
        "remove_tag", "Remove a tag …", "Remove the tag", "change", OldTagForm,
        lambda article, by, tag: bulk.remove_tag(article, tag, by=by), saves=True,
    ),
    Act(
        "send_back", "Send back …", "Send back", "send_back", ReasonForm,
        lambda article, by, reason: workflow.send_back(article, by=by, reason=reason),
    ),
    Act(
        "approve", "Approve …", "Approve", "approve", ActForm,
        lambda article, by: workflow.approve(article, by=by),
    ),
    Act(
        "publish", "Publish …", "Publish", "publish", ActForm,
        lambda article, by: bulk.publish(article, by=by),
    ),
]  # fmt: skip


def open_to(user: User) -> dict[str, Act]:
    """The acts that somebody may do to some article, by name."""
    return {act.name: act for act in ACTS if policy.may(user, f"articles.{act.verb}_article")}


def perform(request: Any) -> HttpResponse:
    """Ask what the chosen act needs, and then do it; either way the list comes back."""
    act, seen = open_to(request.user).get(request.POST["action"]), _seen(request)
    wrong = _wrong(act, seen)
    if act is None or wrong:
        messages.warning(request, wrong)
        return redirect(request.get_full_path())
    articles = list(Article.objects.for_desk().not_secret_from(request.user).filter(pk__in=seen))
    form = act.form(request.POST if "apply" in request.POST else None, articles=articles)
    if form.is_valid():
        asked = form.cleaned_data
        outcome = bulk.each(seen, lambda one: act.do(one, request.user, **asked), by=request.user)
        _tell(request, act, outcome)
        return redirect(request.get_full_path())
    shown = admin.site.each_context(request) | {
        "title": act.label.removesuffix(" …"),
        "opts": Article._meta,
        "act": act,
        "form": form,
        "articles": articles,
        "seen": seen,
    }
    return render(request, "admin/articles/article/bulk.html", shown)


def _wrong(act: Act | None, seen: dict[int, int]) -> str:
    if act is None:
        return "Choose what to do with the articles that are ticked."
    if not seen:
        return "Tick the articles first. Nothing was done."
    return f"At most {MOST} articles at once. Nothing was done." if len(seen) > MOST else ""


def _seen(request: HttpRequest) -> dict[int, int]:
    """The working copies with which the ticked articles stood in the list, by article."""
    ticked = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
    pairs = [SEEN.fullmatch(pair) for pair in request.POST.getlist("seen")]
    return {int(pair[1]): int(pair[2]) for pair in pairs if pair and pair[1] in ticked}


def _tell(request: HttpRequest, act: Act, outcome: bulk.Outcome) -> None:
    if outcome.done:
        note = " Readers see it when they are published." if act.saves else ""
        done = f"{act.button}: {_articles(len(outcome.done))} done.{note}"
        messages.success(request, done)
    if outcome.refused:
        lines = format_html_join(
            " ",
            '<br><a href="{}">{}</a>: {}',
            (
                (reverse("admin:articles_article_change", args=[one.pk]), one.working_copy, why)
                for one, why in outcome.refused
            ),
        )
        messages.error(
            request, format_html("{} refused.{}", _articles(len(outcome.refused)), lines)
        )


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"
