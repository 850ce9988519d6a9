"""Who else has an article's form open, in words."""

from django.utils import timezone

from articles import presences
from articles.models import Article, Presence
from authors.models import User


def others_in_words(article: Article, *, than: User) -> list[str]:
    return [_in_words(presence) for presence in presences.others(article, than=than)]


def _in_words(presence: Presence) -> str:
    if presence.typed_at is None:
        return f"{presence.user} has this open too."
    seconds = int((timezone.now() - presence.typed_at).total_seconds())
    return f"{presence.user} has this open too, typed {_ago(seconds)}."


def _ago(seconds: int) -> str:
    if seconds < 10:
        return "just now"
    if seconds < 60:
        return f"{seconds // 10 * 10} seconds ago"
    minutes = seconds // 60
    return f"{minutes} minute{'' if minutes == 1 else 's'} ago"
