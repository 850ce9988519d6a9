"""Security headers, and the address a request really came from."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any, TypeVar

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Network = IPv4Network | IPv6Network
Response = TypeVar("Response", bound=HttpResponseBase)

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in [
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "midi",
        "payment",
        "usb",
    ]
)


def allow_recaptcha(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let this view's page load reCAPTCHA: for the pages that hold a protected form only."""

    @wraps(view)
    def widened(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return widen(view(*args, **kwargs), settings.RECAPTCHA_CONTENT_SECURITY_POLICY)

    return widened


def allow_editor(view: Callable[..., Response]) -> Callable[..., Response]:
    """Let this view's page carry the rich text editor, whose import map is an inline script."""

    @wraps(view)
    def widened(*args: Any, **kwargs: Any) -> Response:
        response = view(*args, **kwargs)
        widen(response, settings.EDITOR_CONTENT_SECURITY_POLICY)
        return response

    return widened


def allow_frames(response: HttpResponseBase, hosts: Iterable[str]) -> HttpResponseBase:
    """Let this page frame what comes from `hosts`, over https, and nothing more."""
    sources = [f"https://{host}/" for host in sorted(set(hosts))]
    return widen(response, {"frame-src": sources}) if sources else response


def widen(response: HttpResponseBase, sources: dict[str, list[str]]) -> HttpResponseBase:
    """Add to the response's policy, beside what was added before."""
    added: dict[str, list[str]] = getattr(response, "_csp_update", {})
    merged = {name: [*added.get(name, []), *sources.get(name, [])] for name in added | sources}
    # Where django-csp's decorator would put it, which forgets what was there.
    vars(response)["_csp_update"] = merged
    return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """
    django-csp's middleware, the Permissions-Policy beside it.

    A view widens its own policy with django-csp's decorators; see `desk` and `recaptcha` in
    settings. Responses without markup carry the policy as well: it costs nothing and a browser
    that is fooled into rendering one is bound by it.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


def client_address(remote_address: str, forwarded_for: str, proxies: list[str]) -> str:
    """
    The visitor's address: the last one in X-Forwarded-For that no trusted proxy wrote.

    The header counts only where `remote_address` itself lies in one of `proxies` (networks in
    CIDR form); what does not parse ends the walk.
    """
    networks = [ip_network(proxy, strict=False) for proxy in proxies]
    address = remote_address
    for part in reversed(forwarded_for.split(",")):
        candidate = parse_address(part)
        if candidate is None or not _inside(address, networks):
            break
        address = str(candidate)
    return address


def is_trusted_proxy(address: str) -> bool:
    """Whether `address` is one of settings.TRUSTED_PROXIES."""
    return _inside(address, [ip_network(p, strict=False) for p in settings.TRUSTED_PROXIES])


def _inside(address: str, networks: list[Network]) -> bool:
    parsed = parse_address(address)
    return parsed is not None and any(parsed in network for network in networks)


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it, with a port, in brackets, or IPv4 in IPv6; None for none."""
    text = text.strip()
    bracketed, ported = re.match(r"\[(.+)\]", text), re.match(r"([0-9.]+):[0-9]+\Z", text)
    try:
        address = ip_address((bracketed or ported or [text, text])[1])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
