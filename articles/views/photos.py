from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from algemeiner.policy import public


@public
@require_safe
def rendition(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """
    A photo's rendition, from the disk.

    The directory's name cannot be guessed and its files never change, so a copy may be kept for
    ever. Originals are never served.
    """
    response = serve(request, f"photos/{key}/{name}", document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
