from articles.models.articles import Article
from articles.models.audit import AuditEntry
from articles.models.autosaves import Autosave, Presence
from articles.models.bylines import Byline
from articles.models.changes import Change, ChangeKind, Placement, PlannedUpdate
from articles.models.content import Kind, Language
from articles.models.desk_entries import DeskEntry
from articles.models.front import BreakingNews, LineUp, Slot, Zone
from articles.models.gate import GateRule, Level, LinkCheck
from articles.models.held_articles import HeldArticle
from articles.models.navigation import Navigation
from articles.models.notes import Note
from articles.models.pages import Page
from articles.models.photos import Photo
from articles.models.pieces import PieceLicence
from articles.models.previews import PreviewLink, PreviewUse
from articles.models.purges import Purge
from articles.models.reads import MostRead, ReadsOfDay, ReadsOfHour, Stretch
from articles.models.redirects import Redirect
from articles.models.revisions import Revision, RevisionByline
from articles.models.saved_filters import SavedFilter
from articles.models.sections import Section
from articles.models.series import Series
from articles.models.share_pictures import SharePicture
from articles.models.site import Site
from articles.models.statuses import Status
from articles.models.submission_acts import SubmissionAct
from articles.models.submission_statuses import SubmissionStatus
from articles.models.submissions import Manuscript, Submission
from articles.models.tags import MergedTag, Tag, TaggedArticle, TagSynonym
from articles.models.versions import KeptVersion

__all__ = [
    "Article",
    "AuditEntry",
    "Autosave",
    "BreakingNews",
    "Byline",
    "Change",
    "ChangeKind",
    "DeskEntry",
    "GateRule",
    "HeldArticle",
    "KeptVersion",
    "Kind",
    "Language",
    "Level",
    "LineUp",
    "LinkCheck",
    "Manuscript",
    "MergedTag",
    "MostRead",
    "Navigation",
    "Note",
    "Page",
    "Photo",
    "PieceLicence",
    "Placement",
    "PlannedUpdate",
    "Presence",
    "PreviewLink",
    "PreviewUse",
    "Purge",
    "ReadsOfDay",
    "ReadsOfHour",
    "Redirect",
    "Revision",
    "RevisionByline",
    "SavedFilter",
    "Section",
    "Series",
    "SharePicture",
    "Site",
    "Slot",
    "Status",
    "Stretch",
    "Submission",
    "SubmissionAct",
    "SubmissionStatus",
    "Tag",
    "TagSynonym",
    "TaggedArticle",
    "Zone",
]
