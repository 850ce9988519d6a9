from typing import Any

from django.http import HttpRequest

from algemeiner.desk import DeskModelAdmin


class FromAVisitorAdmin(DeskModelAdmin):
    """To be read only: what a stranger sent stays as it was sent."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
