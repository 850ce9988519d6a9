"""What allauth has no page for."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from algemeiner.policy import public


@public
@require_safe
@never_cache
def logged_in_again(request: HttpRequest) -> HttpResponse:
    """For a small window over unsaved work: the log-in, then a page that tells the work so."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "authors/logged_in_again.html")
