from django.db import models
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import ProseEditorField

from algemeiner.fields import SlugField
from articles.sanitize import TEXT, clean_text, extensions


class Page(models.Model):
    """A page that the newsroom edits and that is no article: about, ethics, terms."""

    title = models.CharField(max_length=120)
    slug = SlugField(unique=True)
    summary = models.CharField(max_length=300, blank=True)
    body = ProseEditorField(
        blank=True, extensions=extensions(TEXT), preset="body", sanitize=clean_text
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place in the footer, the smallest first."
    )
    in_footer = models.BooleanField(default=True)
    updated_at = models.DateTimeField(auto_now=True)

    kept_fields = ["title", "slug", "summary", "body"]

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:page", args=[self.slug])

    @property
    def body_html(self) -> SafeString:
        return mark_safe(self.body)  # noqa: S308 (sanitized when saved)
