"""The desk's screens for people; one module a noun. Authors are with the articles."""

from authors.admin import contact, join, outgoing, users

__all__ = ["contact", "join", "outgoing", "users"]
