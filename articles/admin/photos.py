from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import photos
from articles.admin import photo_picker, photo_upload
from articles.admin.kept import KeptAdmin, KeptForm
from articles.admin.photo_list import PhotoList
from articles.admin.standing import where_it_stands
from articles.models import Photo
from articles.models.photo_lists import PhotoQuerySet
from articles.photo_uses import uses_of
from articles.renditions import LARGEST_FILE, Picture, UnusablePicture, inspect
from articles.tasks import refocus_photo

# What the desk does with photos besides their forms: (route, view, name).
SCREENS: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
    ("search/", photo_picker.search, "search"),
    ("upload/", photo_upload.upload, "upload"),
    ("<int:object_id>/words/", photo_upload.words, "words"),
]
FOCAL_POINT = "Focal point"  # a part of the form that its template draws by itself
AIM = ["focal_x", "focal_y"]
RIGHTS: list[Any] = [
    "credit",
    ("creator", "taken_at"),
    ("source", "licence"),
    ("territory", "rights_until"),
]


class Slider(forms.NumberInput):
    input_type = "range"


def _slider(name: str) -> Slider:
    return Slider({"min": 0, "max": 1, "step": 0.01, "data-middle": getattr(Photo(), name)})


class PhotoForm(KeptForm):
    picture: Picture | None = None  # that was sent with it
    has_room = True  # for the file, on the machine's disk

    class Meta:
        # Without Django's link to the file: originals are not served.
        widgets = {
            "original": forms.FileInput({"accept": "image/*"}),
            "focal_x": _slider("focal_x"),
            "focal_y": _slider("focal_y"),
        }
        labels = {"focal_x": "From the left", "focal_y": "From the top"}
        help_texts = {"taken_at": ""}  # the zone stands beside it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "original" in self.fields:
            self.fields["original"].required = self.instance.pk is None

    def clean_original(self) -> Any:
        file = self.cleaned_data["original"]
        if isinstance(file, UploadedFile):
            if not self.has_room:
                raise ValidationError(photos.NO_ROOM)
            self.picture = _looked_at(file)
        return file


def _looked_at(file: UploadedFile) -> Picture:
    if (file.size or 0) > LARGEST_FILE:
        raise ValidationError(f"The file is too large: at most {LARGEST_FILE // 1024 // 1024} MB.")
    try:
        return inspect(file.read())
    except UnusablePicture as problem:
        raise ValidationError(str(problem)) from problem


class NoRoom(Exception):
    """The disk is full: the form is shown again, with what was typed and with that."""


@admin.register(Photo)
class PhotoAdmin(PhotoList, KeptAdmin):
    form = PhotoForm
    readonly_fields = ["picture", "original_name", "created_by", "created_at"]

    class Media:
        js = [Script("js/desk/photo.js", type="module")]

    def get_queryset(self, request: Any) -> PhotoQuerySet:
        photos: Any = super().get_queryset(request)
        return photos.not_secret_from(request.user)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[PhotoQuerySet, bool]:
        return queryset.found_by(search_term), False

    def get_urls(self) -> list[Any]:
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"articles_photo_{name}")
            for route, view, name in SCREENS
        ]
        return [*ours, *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        words = (None, {"fields": ["alt", "caption"]})
        rights = ("Credit and rights", {"fields": RIGHTS})
        if obj is None:
            return [(None, {"fields": ["original"]}), words, rights]
        about = ("File", {"fields": ["original", "original_name", ("created_by", "created_at")]})
        can_be_aimed = obj.may_be_shown and self.has_change_permission(request, obj)
        first = (FOCAL_POINT, {"fields": AIM}) if can_be_aimed else (None, {"fields": ["picture"]})
        return [first, words, rights, about]

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        photo: Photo | None = context["original"]
        form = context["adminform"].form
        context["focal_fields"] = [form[name] for name in AIM if name in form.fields]
        if photo is not None:
            uses = uses_of(photo, reader=request.user)
            standings = [(use, where_it_stands(use.article)) for use in uses.articles]
            context |= {"uses": uses, "articles": standings}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="picture", empty_value="None yet.")
    def picture(self, photo: Photo) -> str | SafeString:
        if not photo.original and not photo.widths:
            return ""
        if photo.problem:
            return photo.problem
        if not photo.widths:
            return "It is being made ready for the pages. Load this page again in a moment."
        return format_html(
            '<img class="picture" src="{}" alt=""><br>{} × {} pixels',
            photo.url(800),
            photo.width,
            photo.height,
        )

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except NoRoom:
            request.has_room = False
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)  # a class made for this request
        form.has_room = getattr(request, "has_room", True)
        return form

    def save_model(self, request: Any, obj: Photo, form: Any, change: bool) -> None:
        if change:
            obj.original = form.initial["original"].name  # a new one is for the verb to keep
            super().save_model(request, obj, form, change)
        if form.picture is not None:
            self._take_in(request, obj, form)
        elif {*AIM} & {*form.changed_data}:
            refocus_photo.defer(pk=obj.pk)

    def _take_in(self, request: Any, obj: Photo, form: Any) -> None:
        name = form.cleaned_data["original"].name
        try:
            taken = photos.take_in(form.picture, name, by=request.user, photo=obj)
        except OSError as full:
            raise NoRoom from full
        for other in taken.same:
            _tell_of(other, request, "The library has this very file already:")
        for other in taken.alike:
            _tell_of(other, request, "The library has a picture that looks much like it:")


def _tell_of(photo: Photo, request: Any, what: str) -> None:
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    messages.warning(request, format_html('{} <a href="{}">{}</a>', what, address, photo))
