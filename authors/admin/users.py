from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangosUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from algemeiner.desk import DeskModelAdmin
from authors import people
from authors.admin.log_ins import log_ins
from authors.admin.mail_choices import mail_choices
from authors.models import User

RIGHTS = {"role", "sections", "is_active"}


class UserCreationForm(AdminUserCreationForm):
    usable_password = AdminUserCreationForm.create_usable_password_field(
        "Without one they choose their own at the log-in page, under “Forgot your password?”."
    )

    class Meta:
        model = User
        fields = ["email", "name", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"].widget.attrs
        email["autocomplete"] = "off"  # it is somebody else's
        del email["autofocus"]  # the admin puts the cursor into the first field by itself


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = ["email", "name", "role", "sections", "is_active", "password"]
        widgets = {"sections": forms.CheckboxSelectMultiple}


@admin.register(User)
class UserAdmin(DeskModelAdmin, DjangosUserAdmin):
    form = UserForm
    add_form = UserCreationForm
    list_display = ["name", "email", "role", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["name"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("What they may do", {"fields": ["role", "sections", "is_active"]}),
        ("When", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "role", "usable_password", "password1", "password2"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Nobody locks themselves out."""
        own = ["role", "is_active"] if obj == request.user else []
        return [*self.readonly_fields, *own]

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        """A new address is confirmed at the next log-in, and the old one opens nothing any more."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()
        if change and "email" in form.changed_data:
            people.note_email(obj, before=form.initial["email"], by=request.user)
        if "is_active" in form.changed_data and not obj.is_active:
            people.end_sessions(obj, by=request.user)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change or RIGHTS & set(form.changed_data):
            people.note_rights(form.instance, by=request.user)

    @method_decorator(sensitive_post_parameters())
    def user_change_password(
        self,
        request: Any,
        id: str,  # noqa: A002 (Django's name)
        form_url: str = "",
    ) -> HttpResponse:
        """Django's page, whose success is a redirect, and a line in the record."""
        with transaction.atomic():
            response = super().user_change_password(request, id, form_url)
            person: Any = self.get_object(request, unquote(id))
            if isinstance(response, HttpResponseRedirect):
                people.note_password(person, by=request.user)
        return response

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:object_id>/log-ins/", view(log_ins), name="authors_user_log_ins"),
            path("mail/", view(mail_choices), name="authors_user_mail"),
            *super().get_urls(),
        ]
