"""
Many photos at once: a script sends each file in a request of its own, so that one bad file harms
no other; without a script all of them come in one form, and the answer says what became of each.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from algemeiner import policy
from algemeiner.widgets import DateInput
from articles import photos, versions
from articles.admin.kept import KeptForm
from articles.admin.photo_picker import for_picker
from articles.forms.typed import as_data
from articles.models import Photo
from articles.renditions import LARGEST_FILE, MOST_PIXELS, UnusablePicture, inspect

MOST_AT_ONCE = 50  # files that one person sends in one go
WORDS = ["caption", "alt", "credit", "creator", "source", "licence", "territory", "rights_until"]
FOR_ALL = ["credit", "source", "licence", "rights_until"]  # what pictures of one day have in common
LIMITS = (
    f"JPEG, PNG, WebP, AVIF, TIFF or GIF; at most {LARGEST_FILE // 1024 // 1024} MB and"
    f" {MOST_PIXELS // 1_000_000} megapixels each, {MOST_AT_ONCE} files at once."
)
TOO_MANY = f"Not taken: {MOST_AT_ONCE} files at once are the most. Send it with the next ones."


class WordsForm(KeptForm):
    """What is said of a photo that has just come in, as far as its file did not say it."""

    class Meta:
        model = Photo
        fields = WORDS
        widgets = {"rights_until": DateInput()}


@dataclass(frozen=True)
class Received:
    """What became of one file: a photo, or why there is none."""

    name: str
    photo: Photo | None = None
    problem: str = ""
    same: list[Photo] = field(default_factory=list)
    alike: list[Photo] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """Kept, refused, or known: not kept, because the library has the very file."""
        if self.photo is not None:
            return "kept"
        return "known" if self.same else "refused"

    def as_json(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "photo": self.photo and _with_words(self.photo),
            "problem": self.problem,
            "same": [_card(photo) for photo in self.same],
            "alike": [_card(photo) for photo in self.alike],
        }


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Any) -> HttpResponse:
    """The screen, and what answers to its files: in JSON where that is asked for."""
    if not policy.may(request.user, "articles.add_photo"):
        raise PermissionDenied
    files = request.FILES.getlist("files")
    received = [_received(file, request) for file in files[:MOST_AT_ONCE]]
    received += [Received(str(file.name), problem=TOO_MANY) for file in files[MOST_AT_ONCE:]]
    if request.accepts("text/html"):
        return render(request, "admin/articles/photo/upload.html", _context(request, received))
    if len(received) != 1:
        return HttpResponseBadRequest("one file at a time")
    return JsonResponse(received[0].as_json())


def _received(file: UploadedFile, request: Any) -> Received:
    """One file, kept unless the library has the very same and `keep` was not pressed."""
    name = file.name or "picture"
    try:
        picture = inspect(file.read())
    except UnusablePicture as problem:
        return Received(name, problem=str(problem))
    if "keep" not in request.POST:
        library = Photo.objects.not_secret_from(request.user)
        same = library.same_file_as(Photo(content_hash=picture.content_hash)).newest()
        if there := list(same[:1]):
            return Received(name, same=there)
    try:
        taken = photos.take_in(picture, name, by=request.user)
    except OSError:
        return Received(name, problem=photos.NO_ROOM)
    return Received(name, taken.photo, same=taken.same, alike=taken.alike)


def _context(request: HttpRequest, received: list[Received]) -> dict[str, Any]:
    return admin.site.each_context(request) | {
        "title": "Add photos",
        "opts": Photo._meta,
        "received": received,
        "nothing_sent": request.method == "POST" and not received,
        "limits": LIMITS,
    }


@require_POST
@transaction.atomic
def words(request: Any, object_id: int) -> HttpResponse:
    """
    Keep what was typed beside a file that has come in: JSON, by the names of the fields.

    Over what somebody else has saved since nothing is kept: the answer has both in one.
    """
    photo = get_object_or_404(Photo.objects.not_secret_from(request.user), pk=object_id)
    if not policy.may(request.user, "articles.change_photo", photo):
        raise PermissionDenied
    form = WordsForm(as_data(_sent(request)), instance=photo)
    if not form.is_valid():
        both = {name: form.data.get(name, "") for name in [*WORDS, "based_on"]}
        return JsonResponse({"problem": _problems(form), "words": both}, status=400)
    versions.keep(photo, by=request.user, based_on=form.cleaned_data["based_on"] or 0)
    return JsonResponse(_with_words(photo))


def _sent(request: HttpRequest) -> dict[str, list[str]]:
    try:
        sent = json.loads(request.body)
        return {name: [str(value)] for name, value in sent.items()}
    except (ValueError, AttributeError, RecursionError) as error:
        raise BadRequest("The words are no JSON.") from error


def _problems(form: WordsForm) -> str:
    """Each with the name of its field before it."""
    return " ".join(
        f"{form.fields[name].label}: {problem}" if name in form.fields else str(problem)
        for name, problems in form.errors.items()
        for problem in problems
    )


def _card(photo: Photo) -> dict[str, Any]:
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    return for_picker(photo) | {"address": address}


def _with_words(photo: Photo) -> dict[str, Any]:
    form = WordsForm(instance=photo)
    words = {name: str(form[name].value() or "") for name in WORDS}
    return _card(photo) | {
        "words": words | {"based_on": str(versions.number_of(photo))},
        "keep": reverse("admin:articles_photo_words", args=[photo.pk]),
    }
