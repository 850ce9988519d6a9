from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from algemeiner import entrance
from algemeiner.policy import public
from articles import share_pictures
from articles.models import Photo, SharePicture


@public
@require_safe
def rendition(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """
    A photo's rendition, from the disk, as long as readers may see it; the desk may earlier and
    later, but for the pictures of what is under embargo.

    What was taken down must vanish, so a copy may be kept for an hour only. Originals are never
    served.
    """
    photo = Photo.objects.before_readers().filter(key=key).first()
    for_readers = photo is not None and photo.may_be_shown
    if not for_readers and not _is_for_the_desk(request, key):
        raise Http404("This photo is not for readers now.")
    response = serve(request, f"photos/{key}/{name}", document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=3600" if for_readers else "private, no-store"
    return response


@public
@require_safe
def share_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """What a link to a public article is shown with, as long as the article says and shows that."""
    found = SharePicture.objects.with_article().filter(name=name).first()
    if (
        found is None
        or not found.article.is_public()
        or share_pictures.name_of(found.article) != name
    ):
        raise Http404("Readers have no such picture now.")
    response = serve(request, found.file_path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _is_for_the_desk(request: Any, key: str) -> bool:
    if not entrance.is_let_in(request):
        return False
    return Photo.objects.not_secret_from(request.user).filter(key=key).exists()
