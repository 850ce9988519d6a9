"""The desk: Django's admin under the paper's own policy, log-in and Content-Security-Policy."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import js_asset
from allauth.account.decorators import secure_admin_login
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse

from algemeiner import entrance, policy
from algemeiner.autocompletes import Autocompletes
from algemeiner.changelist import KeysetChangeList, Uncounted
from algemeiner.widgets import DateInput, NewsroomDateTime

# The paper has its own pages for a password, and an object's own address is linked directly.
NOT_AT_THE_DESK = {"password_change", "password_change_done", "view_on_site"}


EDITED_HERE = {"articles", "authors"}


class Desk(admin.AdminSite):
    site_header = site_title = "The desk"
    index_title = "The desk"
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """
        What the newsroom edits, and nothing else: libraries bring screens for tables of theirs,
        and some of them ask nobody's permission.
        """
        one = isinstance(model_or_iterable, type)
        models: list[Any] = [model_or_iterable] if one else model_or_iterable
        ours = [model for model in models if model._meta.app_label in EDITED_HERE]
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[Any]:
        urls = super().get_urls()
        return [url for url in urls if getattr(url, "name", None) not in NOT_AT_THE_DESK]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """
        Every view of the admin goes through here, its models' included. One that shows a page of
        the paper's has a `content_security_policy` of its own.
        """
        own = getattr(view, "content_security_policy", settings.DESK_CONTENT_SECURITY_POLICY)
        widened = csp_replace(own)(super().admin_view(_with_second_factor(view), cacheable))
        return policy.access("desk")(widened)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The paper has one log-in; this sends there, and refuses who has no business here."""
        return secure_admin_login(super().login)(request, extra_context)

    login.access = "public"  # type: ignore[attr-defined]


def _with_second_factor(view: Callable[..., Any]) -> Callable[..., Any]:
    """Send whoever needs a second factor and has not shown one there before anything else."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not entrance.has_shown_enough(request):
            return entrance.to_second_factor(request)
        entrance.note_activity(request)
        return view(request, *args, **kwargs)

    return checked


class DeskModelAdmin(Autocompletes, admin.ModelAdmin):
    """A ModelAdmin that asks the policy about the object in hand, and can carry the editor."""

    view_on_site: Any = False
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER  # which count every row of the table, filter by filter
    paginator = Uncounted
    formfield_overrides = {
        models.DateTimeField: {"widget": NewsroomDateTime},
        models.DateField: {"widget": DateInput},
    }

    class Media:
        js = [Script("js/desk.js", type="module")]

    def get_sortable_by(self, request: HttpRequest) -> tuple[()]:
        return ()  # the order of a list is what its index holds

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetChangeList]:
        return KeysetChangeList

    def _may(self, request: HttpRequest, verb: str, obj: Any) -> bool:
        options = self.opts
        return policy.may(request.user, f"{options.app_label}.{verb}_{options.model_name}", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "add", None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", obj) or self._may(request, "change", obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # The rich text editor's import map is an inline script and needs the page's nonce.
        context["media"] = js_asset.Media.from_media(
            context["media"],
            nonce=str(request.csp_nonce),  # type: ignore[attr-defined]
        )
        return super().render_change_form(request, context, *args, **kwargs)
