from django.contrib import admin

from authors.admin.visitors import FromAVisitorAdmin
from authors.models import ContactMessage


@admin.register(ContactMessage)
class ContactMessageAdmin(FromAVisitorAdmin):
    list_display = ["sent_at", "topic", "name", "email", "screening"]
    list_filter = ["topic", "screening", "sent_at"]
    search_fields = ["name", "email", "message"]
    fields = [
        "sent_at",
        "topic",
        ("name", "email"),
        "article_url",
        "message",
        ("screening", "screening_detail"),
    ]
