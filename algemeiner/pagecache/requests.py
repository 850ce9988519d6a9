"""What a request asks for: by which key its page is kept, in which encoding it is wanted. Pure."""

from __future__ import annotations

import io
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

Environ: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, str | None, str | None, str, str]

# By these the sender of a link follows its readers; no page of ours asks for them.
CAMPAIGN = "utm_"
CLICKS = {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "igshid"}
CLICKS |= {"mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "yclid", "li_fat_id", "srsltid"}
# All that a page is rendered from: nothing that tells one reader from another.
OF_A_STRANGER = {"SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SCRIPT_NAME", "PATH_INFO"}
OF_A_STRANGER |= {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "REMOTE_ADDR"}
SCHEMES = (None, "http", "https")
MOST_KNOWN = 1_000  # ways to say which encodings are taken

_known: dict[str, str] = {"": ""}


def key_of(environ: Environ) -> Key | None:
    """By which a page is kept; None where the request is not one for a page."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    query = environ["QUERY_STRING"]
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO"),
        environ.get("HTTP_HOST"),
        environ["PATH_INFO"],
        without_campaign(query) if query else "",
    )


def without_campaign(query: str) -> str:
    """A query but for what tells where a reader came from."""
    kept = [part for part in query.split("&") if part and not _is_of_a_campaign(part)]
    return "&".join(kept)


def _is_of_a_campaign(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name.startswith(CAMPAIGN) or name in CLICKS


def parameters(query: str) -> set[str]:
    return {name for name, _ in parse_qsl(query, keep_blank_values=True)}


def of_a_stranger(environ: Environ, key: Key) -> Environ:
    """The request as somebody would send it of whom nothing is known, for the whole page."""
    bare = {
        name: value
        for name, value in environ.items()
        if name in OF_A_STRANGER or name.startswith("wsgi.")
    }
    nothing = {"wsgi.input": io.BytesIO(), "CONTENT_LENGTH": "0", "CONTENT_TYPE": ""}
    return bare | nothing | {"REQUEST_METHOD": "GET", "QUERY_STRING": key[-1]}


def encoding_for(accepted: str) -> str:
    """Of those that pages are kept in: "br", "gzip" or "" for neither."""
    known = _known.get(accepted)
    if known is None:
        if len(_known) >= MOST_KNOWN:
            return _choose(accepted)
        known = _known[accepted] = _choose(accepted)
    return known


def _choose(accepted: str) -> str:
    weights = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter)
    rest = weights.get("*", 0.0)
    best = max(("br", "gzip"), key=lambda name: weights.get(name, rest))
    return best if weights.get(best, rest) > 0 else ""


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def has_it(environ: Environ, etag: str, last_modified: str) -> bool:
    """Whether the sender says that it has what these validators stand for."""
    wanted = environ.get("HTTP_IF_NONE_MATCH")
    if wanted is not None:
        return etag.removeprefix("W/") in wanted or wanted.strip() == "*"
    return last_modified != "" and environ.get("HTTP_IF_MODIFIED_SINCE") == last_modified
