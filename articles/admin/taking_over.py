"""A save over a version that was replaced: both are shown, and theirs can be taken over."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles import drafts
from articles.admin.conflict import Conflict, between, labels, taken_over
from articles.models import Article


class TakingOver(admin.ModelAdmin):
    """Over the article's admin. Nothing is saved here: the form comes back with both in it."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if form.is_stale or form.has_met:
            [bylines] = context["inline_admin_formsets"]
            context |= _side_by_side(form, bylines.formset)
            form.start_from_now()
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST" and object_id and "_take_over" in request.POST:
            with transaction.atomic():
                article: Any = self.get_object(request, object_id)
                if article is not None and self.has_change_permission(request, article):
                    return self._take_over(request, article)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _take_over(self, request: Any, article: Article) -> HttpResponse:
        """Keep the two as a draft of the person's, and lead to the form that holds it."""
        form: Any = self.get_form(request, article, change=True)(request.POST, instance=article)
        form.full_clean()
        [bylines], _ = self._create_formsets(request, article, change=True)  # type: ignore[attr-defined]
        bylines.full_clean()
        conflict = _conflict(form, bylines)
        untouched = type(form)(instance=self.get_object(request, str(article.pk)))
        now = {
            "based_on": [str(article.working_copy_id)],
            "base": [],
            "draft": [str(form.draft)],
            "took_up": [],
        }
        fields = taken_over(conflict, _typed(request.POST), untouched) | now
        drafts.keep(
            article,
            by=request.user,
            key=form.draft,
            fields=fields,
            sequence=1,
            in_place_of=form.keys,
        )
        taken = ", ".join(labels(conflict.only_theirs)) or "nothing"
        messages.success(request, f"Taken over: {taken}. Read it through, and save.")
        address = reverse("admin:articles_article_change", args=[article.pk])
        return HttpResponseRedirect(f"{address}?draft={form.draft}")


def _conflict(form: Any, bylines: Any) -> Conflict:
    return between(form.base, form.instance.working_copy, form.copy(bylines.authors))


def _side_by_side(form: Any, bylines: Any) -> dict[str, Any]:
    theirs = form.instance.working_copy
    return {
        "conflict": _conflict(form, bylines),
        "base": form.base,
        "theirs": theirs,
        "theirs_by": theirs.created_by or "Somebody",
    }


def _typed(sent: Any) -> drafts.Fields:
    return {
        name: values
        for name, values in sent.lists()
        if name != "csrfmiddlewaretoken" and not name.startswith("_")
    }
