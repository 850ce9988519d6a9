"""
The desk's screens for people; one module a noun. Authors and contributors are with the articles.
"""

from authors.admin import contact, join, outgoing, terms, users

__all__ = ["contact", "join", "outgoing", "terms", "users"]
