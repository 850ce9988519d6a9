"""What allauth has no page for, or not quite the right one."""

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from algemeiner import entrance
from algemeiner.policy import public

AFTER_SECOND_FACTOR = "after_second_factor"  # in the session: the page that was wanted


@public
@require_safe
@never_cache
def logged_in_again(request: HttpRequest) -> HttpResponse:
    """For a small window over unsaved work: the log-in, then a page that tells the work so."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not entrance.has_shown_enough(request):
        return entrance.to_second_factor(request)
    return render(request, "authors/logged_in_again.html")


@public
@require_safe
@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """
    Say why a second factor is needed and offer the kinds; who has one goes on to `next`.

    The page wanted waits in the session: allauth's own pages lie between here and there.
    """
    wanted = request.GET.get("next") or ""
    if get_adapter(request).is_safe_url(wanted):
        request.session[AFTER_SECOND_FACTOR] = wanted
    if is_mfa_enabled(request.user, entrance.FACTORS):
        return redirect(
            request.session.pop(AFTER_SECOND_FACTOR, None)
            or get_adapter(request).get_login_redirect_url(request)
        )
    required = entrance.is_required(request.user)
    return render(request, "authors/second_factor.html", {"required": required})


@public
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """allauth's page, which would let the last factor go that a role must have."""
    passkey = Authenticator.objects.filter(pk=pk, user_id=request.user.pk).first()
    if passkey and not get_mfa_adapter().can_delete_authenticator(passkey):
        problem = get_mfa_adapter().error_messages["cannot_delete_authenticator"]
        messages.error(request, problem)
        return redirect("mfa_index")
    return remove_webauthn(request, pk=pk)
