"""The side column's panels about who has an article, and what the desk says among itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from algemeiner import policy
from algemeiner.dateline import published
from articles import assignments
from articles.admin.fields import MomentField
from articles.admin.one_article import article_for
from articles.models import Article
from authors.models import User


class AssignmentForm(forms.Form):
    use_required_attribute = False
    to = forms.ModelChoiceField(
        User.objects.none(), required=False, label="Who has it", empty_label="Nobody"
    )
    due_at = MomentField(required=False, label="Due")

    def __init__(self, data: Any = None, *, article: Article) -> None:
        super().__init__(data, initial={"to": article.assigned_to_id, "due_at": article.due_at})
        people: Any = self.fields["to"]
        people.queryset = User.objects.at_the_desk()
        for field in self.fields.values():
            field.widget.attrs["form"] = "assignment"


class NoteForm(forms.Form):
    text = forms.CharField(
        max_length=5_000,
        label="Leave a note",
        widget=forms.Textarea({"rows": 2, "form": "note"}),
    )


@require_POST
def assign(request: Any, object_id: int) -> HttpResponse:
    article = article_for(request, object_id, "assign")
    form = AssignmentForm(request.POST, article=article)
    if not form.is_valid():
        messages.error(request, _in_words(form))
    else:
        try:
            article = assignments.assign(article, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _who_has_it(article))
    return redirect("admin:articles_article_change", article.pk)


@require_POST
def note(request: Any, object_id: int) -> HttpResponse:
    article = article_for(request, object_id, "note")
    form = NoteForm(request.POST)
    if form.is_valid():
        assignments.note(article, text=form.cleaned_data["text"], by=request.user)
    else:
        messages.error(request, _in_words(form))
    return redirect("admin:articles_article_change", article.pk)


def panels(request: Any, article: Article) -> dict[str, Any]:
    """What the panels of an article's form show: its notes, and the forms that this person has."""
    notes = article.notes.select_related("by")
    may_assign = policy.may(request.user, "articles.assign_article", article)
    return {
        "notes": lambda: notes,
        "note_form": NoteForm(),
        "assignment_form": AssignmentForm(article=article) if may_assign else None,
    }


def _who_has_it(article: Article) -> str:
    due = f", due {published(article.due_at)}, New York time" if article.due_at else ""
    return f"{article.assigned_to or 'Nobody'} has it now{due}."


def _in_words(form: forms.Form) -> str:
    return " ".join(
        f"{form[name].label}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()
    )
