from django.contrib import admin

from algemeiner.desk import DeskModelAdmin
from articles.models import Redirect
from articles.models.redirects import TARGETS


@admin.register(Redirect)
class RedirectAdmin(DeskModelAdmin):
    list_display = ["path", "target", "created_at"]
    list_select_related = TARGETS
    search_fields = ["path"]
    autocomplete_fields = TARGETS
