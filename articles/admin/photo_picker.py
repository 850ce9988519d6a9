"""What the dialog in which photos are chosen asks (static/js/desk/photo-picker.js)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from algemeiner import policy
from articles.models import Photo

FOUND_AT_ONCE = 24


@require_safe
def search(request: Any) -> HttpResponseBase:
    """
    A page of the library for the picker of photos, the newest first.

    `?q=` has words; `?before=` the `older_than` of the page before; `?id=` asks for one photo.
    """
    if not policy.may(request.user, "articles.view_photo"):
        raise PermissionDenied
    words, before, one = (request.GET.get(name, "") for name in ("q", "before", "id"))
    if not (before + one or "0").isdecimal():
        return HttpResponseBadRequest("before and id are numbers of photos")
    library = Photo.objects.not_secret_from(request.user)
    found = library.found_by(words).newest(int(before) if before else None)
    if one:
        found = found.filter(pk=int(one))
    photos = list(found[: FOUND_AT_ONCE + 1])
    more = photos[FOUND_AT_ONCE - 1].pk if len(photos) > FOUND_AT_ONCE else None
    return JsonResponse(
        {"photos": [for_picker(photo) for photo in photos[:FOUND_AT_ONCE]], "older_than": more}
    )


def for_picker(photo: Photo) -> dict[str, Any]:
    """What static/js/desk/photo-picker.js knows of a photo."""
    return {
        "id": photo.pk,
        "name": str(photo),
        "thumbnail": photo.url(400),
        "alt": photo.alt,
        "caption": photo.caption,
        "credit": photo.credit,
        "shortcomings": photo.shortcomings,
    }
