"""
The publish gate: what is asked of an article before readers have it.

`ask` says what the checks (articles.checks) find in a proof, each with the weight that the paper's
rules give it there. `let_through` is asked by every verb by which a person publishes, in its
transaction, about the very revision that is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from algemeiner import policy
from articles.checks import CHECKS, ESSENTIALS, Check
from articles.models import Article, GateRule, Level, Revision
from articles.models.content import Content
from articles.proofs import Proof
from authors.models import User


@dataclass(frozen=True)
class Finding:
    check: Check
    level: Level
    message: str
    about: Model | None = None

    @property
    def is_blocking(self) -> bool:
        return self.level == Level.BLOCKING


@dataclass(frozen=True)
class Report:
    findings: list[Finding]  # in the order of the checks
    passed: list[Check]

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_blocking]

    @property
    def advice(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_blocking]

    @property
    def essentials(self) -> list[Finding]:
        """What no reason outweighs."""
        return [finding for finding in self.blocking if finding.check in ESSENTIALS]


class NotPublishable(ValidationError):
    """What readers would be given is not whole; the messages say what to do about it."""

    def __init__(self, messages: list[str], findings: list[Finding] | None = None) -> None:
        super().__init__(messages)
        self.findings = findings or []


def ask(proof: Proof) -> Report:
    """Everything that the gate says about a proof."""
    weights = levels(proof.copy)
    findings, passed = [], []
    for check in [*ESSENTIALS, *CHECKS]:
        level = weights[check.name]
        problems = [] if level == Level.OFF else list(check.find(proof))
        findings += [Finding(check, level, found.message, found.about) for found in problems]
        if not problems and level != Level.OFF:
            passed.append(check)
    return Report(findings, passed)


def levels(copy: Content) -> dict[str, Level]:
    """How much each check weighs for such an article: the narrowest rule, else its default."""
    default = {check.name: check.level for check in [*ESSENTIALS, *CHECKS]}
    rules = GateRule.objects.fitting(copy.kind, copy.section_id)
    ruled = {rule.check_name: Level(rule.level) for rule in rules}
    return default | ruled | {check.name: check.level for check in ESSENTIALS}


def let_through(
    article: Article,
    revision: Revision,
    *,
    by: User | None,
    at: datetime | None = None,
    override: str = "",
) -> dict[str, Any]:
    """
    Whether `by` may give readers `revision`, at `at` where it is not the revision's own time.

    Raises NotPublishable with what is required and not there, unless `override`, the reason to
    publish all the same, comes from who may; then returns what belongs on the record of it. The
    system is not asked.
    """
    if by is None:
        return {}
    report = ask(Proof.of(article, revision, reader=by, at=at))
    may_override = override.strip() and policy.may(by, "articles.override_article", article)
    if report.essentials or (report.blocking and not may_override):
        raise NotPublishable([found.message for found in report.blocking], report.blocking)
    if not report.blocking:
        return {}
    names = dict.fromkeys(found.check.name for found in report.blocking)
    return {"override": override.strip(), "overridden": ", ".join(names)}


def missing(article: Article, revision: Revision) -> list[str]:
    """What an article lacks without which nobody, not the system either, may publish it."""
    proof = Proof.of(article, revision, reader=None)
    return [problem.message for check in ESSENTIALS for problem in check.find(proof)]
