from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from algemeiner import policy
from algemeiner.desk import DeskModelAdmin
from articles import finding
from articles.admin.reading import Reading
from articles.models import Revision
from articles.models.revisions import RevisionQuerySet
from articles.search import LONGEST_QUERY

MOST_ARTICLES = 100  # whose versions a search shows


@admin.register(Revision)
class RevisionAdmin(Reading, DeskModelAdmin):
    """To be read only: a revision is never changed after it was saved."""

    list_display = ["headline", "number", "created_at", "created_by", "note"]
    list_select_related = ["created_by"]
    list_filter = ["created_at"]
    search_fields = ["headline"]  # so that there is a search; `get_search_results` has it
    search_help_text = "The article’s words, number or address."
    ordering = ["-pk"]

    def get_queryset(self, request: Any) -> RevisionQuerySet:
        revisions: Any = super().get_queryset(request)
        return revisions.not_secret_from(request.user).defer("body")

    def get_search_results(
        self, request: Any, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term.strip()[:LONGEST_QUERY]
        if not words:
            return queryset, False
        articles = finding.newest(finding.Wanted(words), request.user, MOST_ARTICLES)
        return queryset.filter(article__in=articles), False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [
            ("This version", {"fields": [("number", "created_at", "created_by"), "note"]}),
            *super().get_fieldsets(request, obj),
        ]

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context["original"].article
        context["may_restore"] = policy.may(request.user, "articles.change_article", article)
        return super().render_change_form(request, context, *args, **kwargs)
