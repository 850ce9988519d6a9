from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from algemeiner import policy
from algemeiner.desk import DeskModelAdmin
from articles import finding
from articles.models import AuditEntry
from articles.search import LONGEST_QUERY
from authors.models import User

# Of what answers to the words of a search, so many are looked up in the record.
MOST, MOST_PEOPLE = 100, 20
# The record names who wrote it, and who they are.
FROM_OUTSIDE = ("contactmessage", "contributor", "joinrequest", "outgoingmail")


class VerbFilter(admin.SimpleListFilter):
    title = parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        verbs = AuditEntry.objects.verbs()
        return [(verb, AuditEntry(verb=verb).action) for verb in verbs]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(DeskModelAdmin):
    """
    To be read only: the policy lets nobody write it. What was done to people's accounts is for
    those who look after them; what came by mail and goes by mail, for those who may see that.
    """

    list_display = ["at", "by", "verb", "about", "from_status", "to_status", "reason"]
    list_filter = [VerbFilter, "at"]
    list_select_related = ["by", "revision", "person"]
    search_fields = ["about_name"]  # so that there is a search; `get_search_results` has it
    search_help_text = "An article by its words, number or address; a person or a thing by name."
    ordering = ["-pk"]  # as they were left, by the index that there is

    @admin.display(description="about")
    def about(self, entry: AuditEntry) -> str:
        if entry.about_noun:
            return f"{entry.about_noun.capitalize()} “{entry.about_name}”"
        return str(entry.revision or entry.person or entry.article)

    def get_queryset(self, request: Any) -> QuerySet[AuditEntry]:
        known = AuditEntry.objects.not_secret_from(request.user).defer("revision__body")
        sealed = [
            noun for noun in FROM_OUTSIDE if not policy.may(request.user, f"authors.view_{noun}")
        ]
        entries = known.exclude(about_noun__in=sealed)
        if policy.may(request.user, "authors.view_user"):
            return entries
        return entries.filter(person=None)

    def get_search_results(
        self, request: Any, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term.strip()[:LONGEST_QUERY]
        if not words:
            return queryset, False
        # Each is asked for by itself: of one condition over all, no index could answer.
        articles = finding.newest(finding.Wanted(words), request.user, MOST)
        called_so = User.objects.filter(name__icontains=words).values_list("pk", flat=True)
        people = list(called_so[:MOST_PEOPLE])
        named = AuditEntry.objects.named(words).order_by("-pk").values_list("pk", flat=True)
        things = list(named[:MOST])
        about = Q(article__in=articles) | Q(person__in=people) | Q(by__in=people) | Q(pk__in=things)
        return queryset.filter(about), False
