from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from algemeiner.desk import DeskModelAdmin
from articles.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(DeskModelAdmin):
    """To be read only: the policy lets nobody write it."""

    list_display = ["at", "by", "verb", "revision", "from_status", "to_status", "reason"]
    list_filter = ["verb", "at"]
    list_select_related = ["by", "revision"]
    search_fields = ["reason", "by__name", "revision__headline"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        return super().get_queryset(request).defer("revision__body")
