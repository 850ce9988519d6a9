"""
How much one sender may send in a while. Counted in the database, so that a limit is one limit on
every process and host. Whoever sends is known by a keyed hash only, and forgotten after a day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from algemeiner.security import parse_address
from authors.models import Tally

# A household in IPv4 is an address, in IPv6 a /64; a provider's street is a /24 or a /48.
NETWORKS = {4: (32, 24), 6: (64, 48)}
DAY = 86_400  # seconds
KEPT = timedelta(seconds=DAY)

UPSERT = f"""
INSERT INTO {Tally._meta.db_table} AS tally (act, who, began_at, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (act, who, began_at) DO UPDATE SET count = tally.count + 1
RETURNING count
"""  # noqa: S608 (the table's own name)


@dataclass(frozen=True)
class Limit:
    """`most` times in each `seconds`, counted from round moments."""

    most: int
    seconds: int


Limits = tuple[tuple[Limit, ...], tuple[Limit, ...]]

# Of what strangers send: by one address, and by all the addresses of its network together.
SENDING = (
    (Limit(most=5, seconds=600), Limit(most=20, seconds=DAY)),
    (Limit(most=30, seconds=600),),
)
# Of a long form that comes back for one thing after another, each time with all that was written.
TRYING = (
    (Limit(most=20, seconds=600), Limit(most=80, seconds=DAY)),
    (Limit(most=100, seconds=600),),
)


def wait_before(act: str, address: str | None, allowed: Limits | None = None) -> timedelta | None:
    """
    Count one `act` of an address. Over a limit it is refused, and this is how long it will be;
    None says that it may go on. What is refused counts, too: who hammers waits.
    """
    now, sides = timezone.now(), zip(_networks(address), allowed or SENDING, strict=True)
    waits = [
        _wait(f"{act}-{number}-{limit.seconds}", network, limit, now)
        for number, (network, limits) in enumerate(sides)
        for limit in limits
    ]
    return max((wait for wait in waits if wait is not None), default=None)


def may_mail_a_stranger(alarm: Callable[[], None]) -> bool:
    """
    Count one mail to somebody who has not confirmed an address, and say whether it may still go out
    today. With the first that may not, `alarm` is called: once a day, however many processes count.
    """
    began = int(timezone.now().timestamp()) // DAY * DAY
    count = _count("mail-to-strangers", "", began)
    if count == settings.CONFIRMATION_MAILS_PER_DAY + 1:
        alarm()
    return count <= settings.CONFIRMATION_MAILS_PER_DAY


def forget_old(now: datetime) -> None:
    """Throw away what no limit counts any more."""
    Tally.objects.filter(began_at__lt=now - KEPT).delete()


def household(address: str | None) -> str:
    """What one sender may be taken for: an address in IPv4, a /64 in IPv6; "" where it is none."""
    return _networks(address)[0]


def _networks(address: str | None) -> list[str]:
    """The sender's own network and the one around it, as texts; empty where nobody can tell."""
    own = parse_address(address or "")
    if own is None:
        return ["", ""]
    return [str(ip_network((own, length), strict=False)) for length in NETWORKS[own.version]]


def _wait(act: str, network: str, limit: Limit, now: datetime) -> timedelta | None:
    began = int(now.timestamp()) // limit.seconds * limit.seconds
    if _count(act, network, began) <= limit.most:
        return None
    return timedelta(seconds=began + limit.seconds - now.timestamp())


def _count(act: str, who: str, began: int) -> int:
    """One more in the stretch of time that began then (seconds since 1970): how many it has now."""
    hashed = salted_hmac("authors.limits", who).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [act, hashed, datetime.fromtimestamp(began, UTC)])
        (count,) = cursor.fetchone()
    return int(count)
