"""The desk's screens for people; one module a noun. Authors are with the articles."""

from authors.admin import contact, join, users

__all__ = ["contact", "join", "users"]
