"""The desk's screens for people; one module a noun."""

from authors.admin import authors, contact, join, users

__all__ = ["authors", "contact", "join", "users"]
