from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from algemeiner.desk import DeskModelAdmin
from articles.models import Photo
from articles.renditions import UnusablePicture, inspect
from articles.tasks import render_photo

LARGEST_FILE = 30 * 1024 * 1024  # bytes


class PhotoForm(forms.ModelForm):
    def clean_original(self) -> Any:
        file = self.cleaned_data["original"]
        if isinstance(file, UploadedFile):
            if file.size is None or file.size > LARGEST_FILE:
                raise forms.ValidationError(
                    f"The file is too large: at most {LARGEST_FILE // 1024 // 1024} MB."
                )
            try:
                self.instance.width, self.instance.height = inspect(file.read())
            except UnusablePicture as problem:
                raise forms.ValidationError(str(problem)) from problem
            file.seek(0)
        return file


@admin.register(Photo)
class PhotoAdmin(DeskModelAdmin):
    form = PhotoForm
    list_display = ["thumbnail", "__str__", "credit", "rights_until", "created_at"]
    list_display_links = ["thumbnail", "__str__"]
    search_fields = ["caption", "credit", "alt"]
    list_filter = ["created_at"]
    readonly_fields = ["thumbnail", "created_by", "created_at"]
    fields = [
        "thumbnail",
        "original",
        "alt",
        "caption",
        "credit",
        "licence",
        "rights_until",
        ("focal_x", "focal_y"),
        ("created_by", "created_at"),
    ]

    @admin.display(description="")
    def thumbnail(self, photo: Photo) -> SafeString:
        return format_html('<img class="thumbnail" src="{}" alt="" width="120">', photo.url(400))

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        new_picture = "original" in form.changed_data
        with transaction.atomic():
            if new_picture:
                obj.widths = []
            super().save_model(request, obj, form, change)
            if new_picture and obj.original:
                render_photo.defer(pk=obj.pk)
