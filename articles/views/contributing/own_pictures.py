from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.static import serve

from articles import renditions
from articles.models import Photo

SHOWN_WIDTH = 800  # pixels


def serve_picture(request: HttpRequest, photo: Photo) -> HttpResponseBase:
    """A picture for who sent it: readers may not have it yet. Nothing before it is made."""
    if not photo.widths:
        return HttpResponse(status=204)
    width = next((width for width in photo.widths if width >= SHOWN_WIDTH), photo.widths[-1])
    path = photo.file_path(renditions.name_of(width, "jpg"))
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
