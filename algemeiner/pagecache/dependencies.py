"""Which views have pages to keep, and what the page in hand is made of. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

SITE = "site"  # every page depends on it
A_DAY = 24 * 3600.0


@dataclass(frozen=True)
class Rule:
    """What may be kept of a view's pages."""

    parameters: frozenset[str] = frozenset()  # of the query; with any other it is not kept
    seconds: float = A_DAY


def cached(*parameters: str, seconds: float = A_DAY) -> Callable[[View], View]:
    """
    Mark a view whose pages are the same for everybody. They are rendered as for a stranger, whoever
    asks, and kept until something that they show changes, `seconds` at the longest.
    """

    def mark(view: View) -> View:
        view.cached = Rule(frozenset(parameters), seconds)  # type: ignore[attr-defined]
        return view

    return mark


@dataclass(eq=False)
class Render:
    """A page on its way: the tags that it has left so far, and those that turned over meanwhile."""

    generation: int  # of the store's listening (store.Store.generation)
    tags: set[str] = field(default_factory=set)
    turned_over: set[str] = field(default_factory=set)

    @property
    def is_outdated(self) -> bool:
        return SITE in self.turned_over or not self.turned_over.isdisjoint(self.tags)


_in_hand: ContextVar[Render | None] = ContextVar("page in hand", default=None)


@contextmanager
def collecting(render: Render) -> Iterator[None]:
    token = _in_hand.set(render)
    try:
        yield
    finally:
        _in_hand.reset(token)


def depends_on(*tags: str) -> None:
    """Let the page in hand, if there is one, be thrown away when one of these turns over."""
    render = _in_hand.get()
    if render is not None:
        render.tags.update(tags)
