"""One act on many articles: each by its own verb, in a transaction of its own, as it was seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from articles import workflow
from articles.models import Article, Revision, Section, Tag
from articles.verbs import lock
from articles.workflow import Copy, IllegalMove, StaleCopy
from authors.models import User


@dataclass
class Outcome:
    done: list[Article] = field(default_factory=list)
    refused: list[tuple[Article, str]] = field(default_factory=list)  # and why


def each(seen: Mapping[int, int], act: Callable[[Article], object], *, by: User) -> Outcome:
    """
    Do `act` to every article of `seen`, which names the working copy that each was chosen with.

    What somebody has saved since is refused and named, and so is what the policy, the status or
    the gate has something against; the others are done. What is secret from `by` is not there.
    """
    articles = Article.objects.not_secret_from(by).select_related("working_copy").in_bulk(seen)
    outcome = Outcome()
    for pk, article in articles.items():
        why = _refusal(article, seen[pk], act)
        if why:
            outcome.refused.append((article, why))
        else:
            outcome.done.append(article)
    return outcome


def _refusal(article: Article, seen: int, act: Callable[[Article], object]) -> str:
    try:
        with transaction.atomic():
            if lock(article).working_copy_id != seen:
                return "Somebody has saved it meanwhile."
            act(article)
    except PermissionDenied:
        return "It is not yours to change, or not now."
    except StaleCopy as problem:
        return str(problem)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


def publish(article: Article, *, by: User) -> None:
    """For the first time: of a change, somebody has to say what it is."""
    if article.was_seen():
        raise IllegalMove("Readers have had it: its form asks what kind of change this is.")
    workflow.publish(article, by=by)


def move_to(article: Article, section: Section, *, by: User) -> None:
    copy = _working_copy(article)
    content = copy.content | {"section_id": section.pk}
    _keep(article, copy, replace(copy, content=content), by=by, note=f"Moved to {section}.")


def add_tag(article: Article, tag: Tag, *, by: User) -> None:
    copy = _working_copy(article)
    tags = {*copy.tags, tag}
    _keep(article, copy, replace(copy, tags=tags), by=by, note=f"Tag added: {tag}."[:200])


def remove_tag(article: Article, tag: Tag, *, by: User) -> None:
    copy = _working_copy(article)
    tags = {*copy.tags} - {tag}
    _keep(article, copy, replace(copy, tags=tags), by=by, note=f"Tag removed: {tag}."[:200])


def _working_copy(article: Article) -> Copy:
    copy = workflow.copy_of(Revision.objects.whole().get(working_copy_of=article))
    return replace(copy, tags=set(copy.tags))


def _keep(article: Article, before: Copy, after: Copy, *, by: User, note: str) -> None:
    """Save a version, unless it would be the same."""
    if after != before:
        workflow.save(article, after, based_on=article.working_copy_id, by=by, note=note)
