from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Upper

from articles.models.articles import Article
from articles.models.photos import Photo

if TYPE_CHECKING:
    from authors.models import User

VERBS = """
WITH RECURSIVE verbs (verb) AS (
    (SELECT verb FROM articles_auditentry ORDER BY verb LIMIT 1)
    UNION ALL
    SELECT (
        SELECT entry.verb FROM articles_auditentry AS entry
        WHERE entry.verb > verbs.verb ORDER BY entry.verb LIMIT 1
    ) FROM verbs WHERE verbs.verb IS NOT NULL
)
SELECT verb FROM verbs WHERE verb IS NOT NULL
"""


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def not_secret_from(self, user: User) -> AuditEntryQuerySet:
        """All but those about what is under an embargo that does not name `user`."""
        secret = Photo.objects.secret_from(user).values("pk")
        return self.exclude(article__in=Article.objects.secret_from(user).values("pk")).exclude(
            about_noun="photo", about_id__in=secret
        )

    def about(self, thing: models.Model) -> AuditEntryQuerySet:
        """Those about a thing that is neither an article nor a person."""
        return self.filter(about_noun=thing._meta.model_name, about_id=thing.pk)

    def named(self, text: str) -> AuditEntryQuerySet:
        """Those about another thing that has these letters in its name."""
        return self.exclude(about_noun="").filter(about_name__icontains=text)

    def verbs(self) -> list[str]:
        """Every verb on the record, read from one end of its index to the other by leaps."""
        with connection.cursor() as cursor:
            cursor.execute(VERBS)
            return [verb for (verb,) in cursor.fetchall()]

    def last_move(self) -> AuditEntry | None:
        """The newest act that brought an article from one status to another."""
        return self.moves().select_related("by").first()

    def withdrawals(self) -> AuditEntryQuerySet:
        """The acts that took what was published from readers, the newest first."""
        return self.filter(verb="withdraw").order_by("-pk")  # in the order of its index

    def moves(self) -> AuditEntryQuerySet:
        """The acts that brought an article from one status to another, the newest first."""
        return self.exclude(from_status="").exclude(from_status=F("to_status"))


class AuditEntry(models.Model):
    """
    Who did what to an article, to a person's account or to another thing of the newsroom (a tag,
    the front, the site's settings), when and why. The database refuses to change or delete one.

    Another thing is kept by its noun, its number and its name at the time, and not as a foreign
    key: the line stands when the thing is gone.
    """

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        "authors.User",
        models.PROTECT,
        null=True,
        related_name="audit_entries",
        db_index=False,  # auditentry_by_person begins with it
    )
    verb = models.CharField(max_length=30)
    article = models.ForeignKey(Article, models.PROTECT, null=True, related_name="audit_entries")
    person = models.ForeignKey(
        "authors.User", models.PROTECT, null=True, related_name="audit_entries_about"
    )
    about_noun = models.CharField(max_length=20, default="", db_default="", editable=False)
    about_id = models.BigIntegerField(null=True, editable=False)
    about_name = models.CharField("about", max_length=300, default="", db_default="")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, null=True)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        help_text="What else belongs to the act: words by name.",
    )

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "audit entries"
        constraints = [
            models.CheckConstraint(
                name="auditentry_is_about_something",
                condition=Q(article__isnull=False)
                | Q(person__isnull=False)
                | (~Q(about_noun="") & Q(about_id__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(F("verb"), F("id").desc(), name="auditentry_by_verb"),
            models.Index(F("by"), F("id").desc(), name="auditentry_by_person"),
            # In the words of icontains.
            GinIndex(
                OpClass(Upper("about_name"), name="gin_trgm_ops"),
                name="auditentry_found_by_name",
                condition=~Q(about_noun=""),
            ),
            models.Index(
                fields=["about_noun", "about_id"],
                name="auditentry_about",
                condition=~Q(about_noun=""),
            ),
        ]

    def __str__(self) -> str:
        about = self.article_id or self.person or f"{self.about_noun} {self.about_name}"
        return f"{self.verb} {about} by {self.by_id or 'the system'}"

    @property
    def action(self) -> str:
        """The verb as a line begins with it: "Plan update"."""
        return self.verb.replace("_", " ").capitalize()
