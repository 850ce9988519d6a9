"""
What the paper's managing editors decide of the publish gate: how much each check weighs, where.
Django's own log keeps who decided what and when.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from articles.checks import CHECKS, Check
from articles.models import GateRule, Kind, Level, Section
from articles.verbs import require
from authors.models import User

AS_ELSEWHERE = "as elsewhere"


@transaction.atomic
def weigh(
    check: Check, level: Level | None, *, kind: str = "", section: Section | None = None, by: User
) -> None:
    """
    Let `check` weigh `level` for a kind, a section, both, or everything where neither is given.

    None takes the rule away: what is wider counts then, and last the check's own default.
    """
    require(by, "articles.change_gaterule")
    place: dict[str, Any] = {"check_name": check.name, "kind": kind, "section": section}
    rule = GateRule.objects.select_for_update(of=("self",)).filter(**place).first()
    before = Level(rule.level) if rule else None
    if level == before:
        return
    if level is None and rule is not None:
        rule.delete()
    elif level is not None:
        GateRule.objects.update_or_create(**place, defaults={"level": level})
    _log(f"{check.label}, {place_in_words(kind, section)}", _words(before), _words(level), by)


def generally(check: Check, level: Level, *, by: User) -> None:
    """Let `check` weigh `level` wherever no narrower rule says otherwise."""
    weigh(check, None if level == check.level else level, by=by)


def place_in_words(kind: str, section: Section | None) -> str:
    named = [Kind(kind).label] if kind else []
    return " in ".join([*named, str(section)] if section else named) or "everywhere"


def history() -> list[LogEntry]:
    """The newest decisions, for the desk."""
    entries = LogEntry.objects.select_related("user").filter(content_type=_type())
    return list(entries.order_by("-action_time", "-pk")[:20])


def by_check() -> dict[str, list[GateRule]]:
    """The rules there are, by the name of their check; those of checks that are no more, not."""
    rules: dict[str, list[GateRule]] = {check.name: [] for check in CHECKS}
    for rule in GateRule.objects.select_related("section").order_by("section__name", "kind"):
        rules.get(rule.check_name, []).append(rule)
    return rules


def _words(level: Level | None) -> str:
    return str(level.label) if level else AS_ELSEWHERE


def _type() -> ContentType:
    return ContentType.objects.get_for_model(GateRule)


def _log(what: str, before: str, after: str, by: User) -> None:
    LogEntry.objects.create(
        user_id=by.pk,
        content_type=_type(),
        object_repr=what[:200],
        action_flag=CHANGE,
        change_message=f"{before} → {after}",
    )
