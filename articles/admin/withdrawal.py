from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles import workflow
from articles.admin.one_article import article_for, context, replaced_meanwhile
from articles.models import Article


class WithdrawalForm(forms.Form):
    notice = forms.CharField(
        label="Notice to readers",
        initial="This article has been withdrawn.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Stands at its address from now on.",
    )
    reason = forms.CharField(
        label="Reason and authority",
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
        help_text="For the record; readers do not see it.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def withdraw(request: Any, object_id: int) -> HttpResponse:
    """Ask for the notice and the reason, then take the article down in one act."""
    article = article_for(request, object_id, "withdraw")
    if "withdraw" not in workflow.open_to(request.user, article):
        raise PermissionDenied
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST":
        if problem := replaced_meanwhile(request, article, "live_revision"):
            form.add_error(None, problem)
        if form.is_valid():
            return _withdrawn(request, article, **form.cleaned_data)
    shown = context(request, article, "Withdraw", form=form)
    return render(request, "admin/articles/article/withdraw.html", shown)


def _withdrawn(request: Any, article: Article, *, notice: str, reason: str) -> HttpResponse:
    try:
        workflow.withdraw(article, by=request.user, notice=notice, reason=reason)
    except workflow.IllegalMove as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, "Withdrawn. Its address answers “gone”, and no list shows it.")
    return redirect("admin:articles_article_change", article.pk)
