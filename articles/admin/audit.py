from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from algemeiner import policy
from algemeiner.desk import DeskModelAdmin
from articles.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(DeskModelAdmin):
    """
    To be read only: the policy lets nobody write it. What was done to people's accounts is for
    those who look after them.
    """

    list_display = ["at", "by", "verb", "about", "from_status", "to_status", "reason"]
    list_filter = ["verb", "at"]
    list_select_related = ["by", "revision", "person"]
    search_fields = ["reason", "by__name", "revision__headline", "about_name"]
    ordering = ["-pk"]  # as they were left, by the index that there is

    @admin.display(description="about")
    def about(self, entry: AuditEntry) -> str:
        if entry.about_noun:
            return f"{entry.about_noun.capitalize()} “{entry.about_name}”"
        return str(entry.revision or entry.person or entry.article)

    def get_queryset(self, request: Any) -> QuerySet[AuditEntry]:
        entries = AuditEntry.objects.not_secret_from(request.user).defer("revision__body")
        if policy.may(request.user, "authors.view_user"):
            return entries
        return entries.filter(person=None)
