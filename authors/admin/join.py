from django.contrib import admin

from authors.admin.visitors import FromAVisitorAdmin
from authors.models import JoinRequest


@admin.register(JoinRequest)
class JoinRequestAdmin(FromAVisitorAdmin):
    list_display = ["sent_at", "name", "email", "screening"]
    list_filter = ["screening", "sent_at"]
    search_fields = ["name", "email", "pitch"]
    fields = ["sent_at", ("name", "email"), "pitch", ("screening", "screening_detail")]
