"""Django's autocompletes, which are asked to show again whatever was sent in them."""

from typing import Any

from django.contrib.admin import widgets
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import ForeignKey, ManyToManyField
from django.http import HttpRequest


class _Shown:
    """Looks for what was chosen by its number only: the database refuses a word for one."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        numbers = [one for one in value if str(one).isdecimal()]
        return super().optgroups(name, numbers, attr)  # type: ignore[misc]


class AutocompleteSelect(_Shown, widgets.AutocompleteSelect):
    pass


class AutocompleteSelectMultiple(_Shown, widgets.AutocompleteSelectMultiple):
    pass


class Autocompletes(BaseModelAdmin):
    """Over an admin or an inline with `autocomplete_fields`."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", AutocompleteSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", AutocompleteSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
