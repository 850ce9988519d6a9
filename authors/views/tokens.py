from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from algemeiner.policy import public


@public
@require_GET
@never_cache
def csrf(request: HttpRequest) -> JsonResponse:
    """The token that a form on a cached page fetches when a reader first touches it."""
    return JsonResponse({"csrf_token": get_token(request)})
