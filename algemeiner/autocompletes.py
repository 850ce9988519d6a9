"""Django's autocompletes, which are asked to show again whatever was sent in them."""

from typing import Any

from django.contrib.admin import widgets
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import ForeignKey
from django.http import HttpRequest

from algemeiner.keys import is_key


class AutocompleteSelect(widgets.AutocompleteSelect):
    """Looks for what was chosen by its number only: the database refuses a word for one."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        # Django leaves none to whoever gives it one.
        placeholder = self.attrs.get("data-placeholder", "")
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": placeholder}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [one for one in value if is_key(one)], attr)


class Autocompletes(BaseModelAdmin):
    """
    Over an admin or an inline with `autocomplete_fields`: what may be chosen, and is shown again,
    is what the person finds in the list of such records.
    """

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", AutocompleteSelect(db_field, self.admin_site))
            records = self.admin_site.get_model_admin(db_field.remote_field.model)
            kwargs.setdefault("queryset", records.get_queryset(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
