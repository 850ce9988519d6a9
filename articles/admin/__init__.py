"""The desk's screens for articles; one module a noun."""

from articles.admin import articles, audit, pages, photos, redirects, sections, site, tags

__all__ = ["articles", "audit", "pages", "photos", "redirects", "sections", "site", "tags"]
