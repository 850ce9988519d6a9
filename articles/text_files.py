"""
The files of plain text in which a publisher tells machines whom it deals with: who may sell its
advertising (ads.txt), whom it belongs to and vouches for (trust.txt), how to report a hole
(security.txt). Pure: each check raises ValidationError with the lines that are wrong, and why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils import timezone

Line = tuple[int, str]

DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.I)
ADS_VARIABLES = {"contact", "subdomain", "inventorypartnerdomain", "ownerdomain", "managerdomain"}
DOMAINS = ADS_VARIABLES - {"contact"}
TRUST_ATTRIBUTES = {
    *("member", "belongto", "control", "controlledby", "social", "vendor", "customer"),
    *("contact", "disclosure", "datatrainingallowed"),
}
SECURITY_FIELDS = {
    *("contact", "expires", "encryption", "acknowledgments", "preferred-languages"),
    *("canonical", "policy", "hiring", "csaf"),
}
ONCE = {"expires", "preferred-languages"}
LONGEST = timedelta(days=366)


def check_ads(text: str) -> None:
    """IAB Tech Lab's ads.txt 1.1: sellers, a line each, and variables."""
    _check(text, _wrong_in_ads)


def check_trust(text: str) -> None:
    """JournalList's trust.txt: attribute=value, a line each."""
    _check(text, _wrong_in_trust)


def check_security(text: str) -> None:
    """RFC 9116: someone to write to, and a day until which that is true."""
    _check(text, _wrong_in_security)
    fields = [_field(line) for _, line in _lines(text)]
    names = [name for name, _ in fields]
    problems = [f"“{name}” stands there twice." for name in ONCE if names.count(name) > 1]
    if names and "contact" not in names:
        problems.append("A line “Contact: mailto:…” or “Contact: https://…” is needed.")
    if names and "expires" not in names:
        problems.append("A line “Expires: …” is needed, like “Expires: 2027-06-30T00:00:00Z”.")
    if problems:
        raise ValidationError(problems)


def expiry_of(security: str) -> datetime | None:
    """Until when a security.txt is true."""
    for _, line in _lines(security):
        name, value = _field(line)
        if name == "expires":
            return _moment(value)
    return None


def _check(text: str, wrong: Callable[[str], str]) -> None:
    found = ((number, wrong(line)) for number, line in _lines(text))
    problems = [f"Line {number}: {problem}" for number, problem in found if problem]
    if problems:
        raise ValidationError(problems)


def _lines(text: str) -> Iterator[Line]:
    """Those that say something, with their numbers."""
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.partition("#")[0].strip() if not _has_address(line) else line.strip()
        if said and not said.startswith("#"):
            yield number, said


def _has_address(line: str) -> bool:
    return "://" in line  # in which “#” is a part of the address


def _wrong_in_ads(line: str) -> str:
    name, equals, value = (part.strip() for part in line.partition("="))
    if equals and "," not in name:
        return _wrong_variable(name, value)
    parts = [part.strip() for part in line.partition(";")[0].split(",")]
    if len(parts) not in (3, 4):
        return "a seller has a domain, an account, DIRECT or RESELLER, and perhaps a certificate."
    if not DOMAIN.fullmatch(parts[0]):
        return f"“{parts[0]}” is no domain."
    if not parts[1]:
        return "the account is missing."
    if parts[2].upper() not in ("DIRECT", "RESELLER"):
        return f"“{parts[2]}” is neither DIRECT nor RESELLER."
    return ""


def _wrong_variable(name: str, value: str) -> str:
    if name.lower() not in ADS_VARIABLES:
        return f"there is no variable “{name}”."
    if name.lower() in DOMAINS and not DOMAIN.fullmatch(value.split(",")[0].strip()):
        return f"“{value}” is no domain."
    return "" if value else "nothing stands after the “=”."


def _wrong_in_trust(line: str) -> str:
    name, equals, value = (part.strip() for part in line.partition("="))
    if not equals or name.lower() not in TRUST_ATTRIBUTES:
        return f"“{name}” is no attribute of trust.txt."
    if name.lower() == "datatrainingallowed":
        return "" if value.lower() in ("yes", "no") else "say yes or no."
    if name.lower() == "contact":
        return "" if value else "nothing stands after the “=”."
    is_place = DOMAIN.fullmatch(value) or _is_address(value, "https", "http")
    return "" if is_place else f"“{value}” is neither a domain nor an address of a web page."


def _wrong_in_security(line: str) -> str:
    name, value = _field(line)
    if name not in SECURITY_FIELDS:
        return f"there is no field “{name or line}”."
    if name == "expires":
        return _wrong_expiry(value)
    if name == "preferred-languages":
        return "" if re.fullmatch(r"[\w-]+(\s*,\s*[\w-]+)*", value) else "name languages: en, he."
    schemes = ("https", "mailto", "tel") if name == "contact" else ("https", "openpgp4fpr", "dns")
    if _is_address(value, *schemes):
        return ""
    return f"“{value}” is no address that begins with {' or '.join(schemes)}."


def _wrong_expiry(value: str) -> str:
    moment, now = _moment(value), timezone.now()
    if moment is None:
        return "write the time as 2027-06-30T00:00:00Z."
    if moment <= now:
        return "that time has passed."
    return "" if moment <= now + LONGEST else "at most a year ahead."


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_address(value: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.netloc or parts.path)
