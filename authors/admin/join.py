from django.contrib import admin

from algemeiner.desk import DeskModelAdmin
from authors.models import JoinRequest


@admin.register(JoinRequest)
class JoinRequestAdmin(DeskModelAdmin):
    list_display = ["sent_at", "name", "email", "screening"]
    list_filter = ["screening", "sent_at"]
    search_fields = ["name", "email", "pitch"]
    readonly_fields = ["sent_at", "name", "email", "pitch", "screening", "screening_detail"]
