from django.contrib import admin

from algemeiner.desk import DeskModelAdmin
from authors.models import ContactMessage


@admin.register(ContactMessage)
class ContactMessageAdmin(DeskModelAdmin):
    list_display = ["sent_at", "topic", "name", "email", "screening"]
    list_filter = ["topic", "screening", "sent_at"]
    search_fields = ["name", "email", "message"]
    readonly_fields = [
        "sent_at",
        "topic",
        "name",
        "email",
        "article_url",
        "message",
        "screening",
        "screening_detail",
    ]
