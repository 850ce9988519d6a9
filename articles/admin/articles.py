"""
The article's form edits the working copy. Save keeps it; Publish makes it live. Both are verbs of
articles.workflow: nothing here writes an article's row.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from algemeiner import policy
from algemeiner.dateline import published
from algemeiner.desk import DeskModelAdmin
from articles import workflow
from articles.admin.article_form import ArticleForm, BylineFormSet
from articles.models import Article, Byline
from articles.models.articles import ArticleQuerySet


class BylineInline(admin.TabularInline):
    """The working copy's bylines; who may change the article may change them."""

    model = Byline
    formset = BylineFormSet
    fields = ["author", "position"]
    autocomplete_fields = ["author"]
    verbose_name_plural = "Bylines, in order"
    extra = 1

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(obj.working_copy.bylines.all()) + 1 if obj else 2

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "articles.change_article", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "articles.change_article", obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "articles.view_article", obj)

    has_delete_permission = has_change_permission


@admin.register(Article)
class ArticleAdmin(DeskModelAdmin):
    form = ArticleForm
    inlines = [BylineInline]
    autocomplete_fields = ["section", "lead_photo"]
    list_display = ["headline_in_work", "state", "section_in_work", "byline", "publication"]
    list_filter = [
        "status",
        "working_copy__kind",
        "working_copy__section",
        "working_copy__lang",
    ]
    search_fields = ["working_copy__headline", "working_copy__slug"]
    ordering = ["-working_copy_id"]
    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_form_template = "admin/articles/article/change_form.html"
    fieldsets = [
        (None, {"fields": ["based_on", "kicker", "headline", "dek", "body"]}),
        ("Where it stands", {"fields": [("kind", "lang"), "section", "tags"]}),
        ("Lead photo", {"fields": ["lead_photo", "lead_caption"]}),
        ("When", {"fields": ["publish_at", "embargo_until", "expires_at"]}),
        (
            "Address and search engines",
            {
                "classes": ["collapse"],
                "fields": ["slug", "seo_title", "seo_description", "canonical_url"],
            },
        ),
        ("This save", {"fields": ["note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        return super().get_queryset(request).for_desk()  # type: ignore[attr-defined, no-any-return]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """The article with its working copy laid over the live text, in memory only."""
        article: Article | None = super().get_object(request, object_id, from_field)
        if article is not None and article.working_copy is not None:
            article.take_content(article.working_copy)
        return article

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        # The inline shows the working copy's bylines, never the live rows.
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        kwargs["queryset"] = Byline.objects.none()
        if obj is not None and obj.pk:
            kwargs["initial"] = [
                {"author": byline.author_id, "position": byline.position}
                for byline in obj.working_copy.bylines.all()
            ]
        return kwargs

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except workflow.StaleCopy:
            # Somebody saved between this form's check and the verb's: the check sees it now.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing: the verb that keeps the whole article runs when its bylines are known."""

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        copy = form.copy(authors=formsets[0].authors)
        note = form.cleaned_data["note"]
        article: Article = form.instance
        if not change:
            saved = workflow.create(copy, by=request.user, note=note)
            article.pk, article.status = saved.pk, saved.status
        elif form.differs(copy):
            workflow.save(
                article, copy, based_on=form.cleaned_data["based_on"], by=request.user, note=note
            )

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> str:
        return form.cleaned_data["note"] or ("First version." if add else "Saved.")

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._published(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._published(request, obj) or super().response_change(request, obj)

    def _published(self, request: Any, article: Article) -> HttpResponse | None:
        if "_publish" not in request.POST:
            return None
        try:
            live = workflow.publish(article, by=request.user)
        except workflow.NotPublishable as problem:
            for message in problem.messages:
                messages.error(request, message)
            messages.warning(request, "Your text is saved. It is not published.")
        else:
            self._say_when(request, live)
        return HttpResponseRedirect(self._form_address(article))

    def _say_when(self, request: HttpRequest, article: Article) -> None:
        assert article.publish_at is not None
        when = published(article.publish_at)
        verb = f"Readers will see it from {when}" if article.is_scheduled else "Readers see it now"
        messages.success(
            request,
            format_html('{}: <a href="{}">{}</a>', verb, article.get_absolute_url(), article),
        )

    def _form_address(self, article: Article) -> str:
        return reverse("admin:articles_article_change", args=[article.pk])

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        context |= {
            "may_publish": policy.may(request.user, "articles.publish_article", article),
            "conflict": context["adminform"].form.conflict,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="headline", ordering="working_copy__headline")
    def headline_in_work(self, article: Article) -> str:
        return str(article.working_copy)

    @admin.display(description="status", ordering="status")
    def state(self, article: Article) -> str:
        if article.is_scheduled:
            return "Scheduled"
        if article.expires_at and article.expires_at <= timezone.now():
            return "Expired"
        if article.has_unpublished_changes:
            return "Published, changes not yet"
        return article.get_status_display()

    @admin.display(description="section", ordering="working_copy__section__name")
    def section_in_work(self, article: Article) -> Any:
        return article.working_copy and article.working_copy.section

    @admin.display(description="byline")
    def byline(self, article: Article) -> str:
        if article.working_copy is None:
            return ""
        return ", ".join(str(author) for author in article.working_copy.authors_in_order)

    @admin.display(description="published (New York)", ordering="publish_at")
    def publication(self, article: Article) -> str:
        return published(article.publish_at) if article.publish_at else ""
