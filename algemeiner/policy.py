"""
Who may do what: the one table that the desk, the pages and the actions ask.

An *act* is a Django permission name, "app.verb_model" ("articles.publish_article"). Roles come
from `User.role`; nothing else grants anything.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from django.db.models import TextChoices


class Role(TextChoices):
    CONTRIBUTOR = "contributor", "Contributor"
    REPORTER = "reporter", "Reporter"
    EDITOR = "editor", "Editor"
    PHOTO_EDITOR = "photo_editor", "Photo editor"
    MANAGING_EDITOR = "managing_editor", "Managing editor"


DESK_ROLES = frozenset(Role) - {Role.CONTRIBUTOR}


def _acts(app: str, models: str, verbs: str) -> frozenset[str]:
    return frozenset(f"{app}.{verb}_{model}" for verb in verbs.split() for model in models.split())


_READ_THE_DESK = (
    _acts("articles", "article revision section series tag photo page redirect lineup", "view")
    | _acts("articles", "auditentry gaterule", "view")
    | _acts("articles", "article", "note")
    | _acts("authors", "author", "view")
)
_WRITE = (
    _acts("articles", "article photo", "add change")
    | _acts("articles", "article", "submit")
    | _acts("articles", "previewlink", "add change")
)
_KEEP_PHOTOS = _acts("articles", "photo", "add change")
_MOVE_ARTICLES = _acts(
    "articles", "article", "send_back approve publish unschedule withdraw reinstate assign override"
)
# What an editor who is bound to sections leaves to those who are not.
_OF_THE_WHOLE_PAPER = _acts("articles", "front", "arrange")
_EDIT = (
    _WRITE
    | _MOVE_ARTICLES
    | _OF_THE_WHOLE_PAPER
    | _acts("articles", "series tag", "add change")
    | _acts("authors", "author", "add change")
    | _acts("authors", "contactmessage joinrequest", "view")
    | _acts("authors", "contactmessage", "answer")
    | _acts("articles", "submission", "view review")
    | _acts("authors", "joinrequest", "release")
    | _acts("authors", "contributor", "view review")
)
_MANAGE = (
    _EDIT
    | _acts("articles", "section page redirect gaterule", "add change")
    | _acts("articles", "site navigation", "view change")
    | _acts("articles", "tag", "merge discard")
    | _acts("articles", "embargo", "break")
    | _acts("articles", "savedfilter", "share")
    | _acts("authors", "user", "view add change erase")
    | _acts("authors", "outgoingmail", "view resend")
    | _acts("authors", "contributor", "freeze")
    | _acts("authors", "terms", "view add")
)

_OWN_WORK = {
    "articles.change_article",
    "articles.submit_article",
    "articles.change_photo",
    "articles.add_previewlink",
    "articles.change_previewlink",
}
# What an editor who is bound to sections does to their articles only.
_OF_THE_SECTION = _MOVE_ARTICLES | _acts("articles", "article", "change submit")

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.CONTRIBUTOR: frozenset(),
    Role.REPORTER: _READ_THE_DESK | _WRITE,
    Role.EDITOR: _READ_THE_DESK | _EDIT,
    Role.PHOTO_EDITOR: _READ_THE_DESK | _KEEP_PHOTOS,
    Role.MANAGING_EDITOR: _READ_THE_DESK | _MANAGE,
}


def may(user: Any, act: str, obj: Any = None) -> bool:
    """
    Whether `user` may do `act`, to `obj` where one is given.

    What is under embargo is there for those on its list only, whatever their role. Reporters
    change their own articles only while they are drafts, and their own photos only until readers
    have them. Editors who are bound to sections change and move the articles of those, and do not
    arrange the front.
    """
    if not user.is_active or act not in PERMISSIONS.get(user.role, frozenset()):
        return False
    if user.role == Role.EDITOR and act in _OF_THE_WHOLE_PAPER and user.section_ids:
        return False
    return obj is None or _may_to(user, act, obj)


def _may_to(user: Any, act: str, obj: Any) -> bool:
    if hasattr(obj, "is_secret_from") and obj.is_secret_from(user):
        return False
    if user.role == Role.REPORTER and act in _OWN_WORK:
        return obj.created_by_id == user.pk and not obj.is_out_of_hands
    if user.role == Role.EDITOR and act in _OF_THE_SECTION:
        section = obj.section_in_work_id
        return section is None or not user.section_ids or section in user.section_ids
    return True


def needs_second_factor(user: Any) -> bool:
    """Whether a password alone must not open the desk to `user`: who can publish can do harm."""
    return user.role in {Role.EDITOR, Role.MANAGING_EDITOR}


def may_enter_app(user: Any, app: str) -> bool:
    """Whether anything in `app` is open to `user` at the desk."""
    return user.is_active and any(
        act.startswith(f"{app}.") for act in PERMISSIONS.get(user.role, frozenset())
    )


# Every view says whom it lets in. tests/test_conventions.py refuses a URL that does not.

Access = Literal["public", "desk", "contributor"]
View = TypeVar("View", bound=Callable[..., Any])


def access(mark: Access) -> Callable[[View], View]:
    """
    Mark a view as open to everybody ("public"), to newsroom roles ("desk") or to people with an
    account who are of no newsroom ("contributor"; algemeiner.entrance.for_contributors).
    """

    def set_mark(view: View) -> View:
        view.access = mark  # type: ignore[attr-defined]
        return view

    return set_mark


public = access("public")
