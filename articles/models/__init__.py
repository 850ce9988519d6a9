from articles.models.articles import Article, Byline, Status
from articles.models.audit import AuditEntry
from articles.models.content import Kind, Language
from articles.models.pages import Page
from articles.models.photos import Photo
from articles.models.redirects import Redirect
from articles.models.revisions import Revision, RevisionByline
from articles.models.sections import Section
from articles.models.site import Site
from articles.models.tags import Tag, TaggedArticle

__all__ = [
    "Article",
    "AuditEntry",
    "Byline",
    "Kind",
    "Language",
    "Page",
    "Photo",
    "Redirect",
    "Revision",
    "RevisionByline",
    "Section",
    "Site",
    "Status",
    "Tag",
    "TaggedArticle",
]
