"""The list of articles at the desk: every working copy, by whatever an editor knows of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Case, IntegerField, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from algemeiner.autocompletes import AutocompleteSelect
from algemeiner.changelist import KeysetChangeList
from algemeiner.dateline import published
from algemeiner.desk import DeskModelAdmin
from algemeiner.widgets import DateInput
from articles import finding, presences
from articles.admin import bulk
from articles.admin.standing import where_it_stands
from articles.models import Article, Kind, Revision, RevisionByline, SavedFilter, Section, Tag
from articles.models.desk_entries import STANDINGS
from articles.search import LONGEST_QUERY
from authors.models import Author, User

MOST_PICKED = 200  # articles that a picker shows in answer to one question
FACETS = ("section", "kind", "author", "tag")


class FilterForm(forms.Form):
    """What the list can be asked. What makes no sense in an address is left out, and said."""

    q = forms.CharField(
        required=False,
        max_length=LONGEST_QUERY,
        label="Search",
        widget=forms.TextInput({"type": "search", "placeholder": "Headline, author, address …"}),
    )
    status = forms.ChoiceField(
        required=False,
        choices=[("", "Any status"), *((name, word) for name, (word, _) in STANDINGS.items())],
    )
    section = forms.ModelChoiceField(
        Section.objects.all(), required=False, empty_label="Any section"
    )
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *Kind.choices])
    holder = forms.ChoiceField(required=False, label="Who has it")
    author = forms.ModelChoiceField(
        Author.objects.all(),
        required=False,
        widget=AutocompleteSelect(
            RevisionByline._meta.get_field("author"), admin.site, {"data-placeholder": "Anybody"}
        ),
    )
    tag = forms.ModelChoiceField(
        Tag.objects.all(),
        required=False,
        widget=AutocompleteSelect(
            Revision._meta.get_field("tags"), admin.site, {"data-placeholder": "Any tag"}
        ),
    )
    first = forms.DateField(required=False, label="From", widget=DateInput())
    last = forms.DateField(required=False, label="To", widget=DateInput())

    use_required_attribute = False

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data, auto_id="filter_%s", label_suffix="")
        self.person = person
        holder: Any = self.fields["holder"]
        people = User.objects.at_the_desk().order_by("name", "pk").values_list("pk", "name")
        others = people.exclude(pk=person.pk)  # asked once, when they are shown or chosen from
        holder.choices = lambda: [("", "Anybody"), ("me", "Me"), *others]

    def as_query(self) -> str:
        """What is asked, as an address has it: the same for the same question."""
        asked = {name: self.data.get(name) for name in self.fields}
        return urlencode({name: value for name, value in asked.items() if value})

    def wanted(self) -> finding.Wanted:
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        facets = {name: getattr(asked[name], "pk", asked[name]) for name in FACETS if name in asked}
        if "holder" in asked:
            facets["holder"] = self.person.pk if asked["holder"] == "me" else asked["holder"]
        return finding.Wanted(
            words=asked.get("q", "").strip(),
            standing=asked.get("status", ""),
            facets=facets,
            first=asked.get("first"),
            last=asked.get("last"),
        )


class ArticleList(KeysetChangeList):
    """Pages by time and id, as readers' lists do: an article moves when it is published."""

    paging = ("before", "after")
    is_newest_first = True

    @property
    def shows_a_saved_filter(self) -> bool:
        return any(kept.query == self.asked for kept in self.saved_filters)

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Every article that the person may know of; FilterForm has what is asked of them."""
        self.forget_paging()
        self.filter_specs, self.has_filters, self.has_active_filters = [], False, False
        return self.root_queryset

    def get_results(self, request: Any) -> None:
        self.form = FilterForm(request.GET, person=request.user)
        self.asked = self.form.as_query()
        self.saved_filters = SavedFilter.objects.for_person(request.user)
        page = finding.page(self.form.wanted(), request, request.user, self.list_per_page)
        rows = self.root_queryset.in_bulk([entry.pk for entry in page.rows])
        articles = [rows[entry.pk] for entry in page.rows if entry.pk in rows]
        self.show(articles, is_first=True, is_last=True)
        self.newer_url, self.older_url = page.newer_url or "", page.older_url or ""
        for article in articles:
            article.open_with = []
        for presence in presences.of(articles, but=request.user):
            rows[presence.article_id].open_with.append(str(presence.user))


class Listing(DeskModelAdmin):
    """Over the admin of articles: their list, and what is found of them when one is picked."""

    list_display = [
        "headline_in_work",
        "standing",
        "section_in_work",
        "kind_in_work",
        "byline",
        "holder",
        "moment",
    ]
    search_fields = ["pk"]  # Django asks that there be one; `get_search_results` does not
    ordering = ["pk"]  # nobody sees it: `finding` has the order

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ArticleList]:
        return ArticleList

    def get_actions(self, request: Any) -> dict[str, Any]:
        """For Django's menu; `bulk` does them, with the versions that were seen."""
        acts = bulk.open_to(request.user)
        return {name: (act.do, name, act.label) for name, act in acts.items()}

    def action_checkbox(self, article: Article) -> SafeString:
        """With the version that is seen; `bulk` asks for it."""
        named = {"class": "action-select", "aria-label": f"Tick “{article.working_copy}”"}
        box = forms.CheckboxInput(named, check_test=lambda _: False)
        ticked = box.render(ACTION_CHECKBOX_NAME, str(article.pk))
        seen = f"{article.pk}-{article.working_copy_id}"
        return format_html('{}<input type="hidden" name="seen" value="{}">', ticked, seen)

    def get_search_results(
        self, request: Any, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """For Django's pickers of an article: the newest that answer."""
        words = finding.Wanted(search_term.strip()[:LONGEST_QUERY])
        found = finding.newest(words, request.user, MOST_PICKED)
        place = [When(pk=pk, then=number) for number, pk in enumerate(found)]
        picked = queryset.filter(pk__in=found)
        return picked.order_by(Case(*place, default=0, output_field=IntegerField())), False

    def changelist_view(
        self, request: Any, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if "action" in request.POST:
            return bulk.perform(request)
        opening = (
            None if request.GET else request.user.saved_filters.filter(is_default=True).first()
        )
        if opening is not None and request.method == "GET":
            return redirect(f"{request.path}?{opening.query}")
        media = self.media + FilterForm.base_fields["author"].widget.media
        return super().changelist_view(request, {"media": media, **(extra_context or {})})

    @admin.display(description="headline")
    def headline_in_work(self, article: Any) -> str | SafeString:
        headline = str(article.working_copy)
        open_with = getattr(article, "open_with", [])
        if not open_with:
            return headline
        who, has = " and ".join(open_with), "has" if len(open_with) == 1 else "have"
        return format_html('{} <span class="open-with">{} {} it open</span>', headline, who, has)

    @admin.display(description="status")
    def standing(self, article: Article) -> SafeString:
        words = where_it_stands(article)
        return format_html('<span class="status" data-standing="{}">{}</span>', words, words)

    @admin.display(description="section")
    def section_in_work(self, article: Article) -> Any:
        return article.working_copy and article.working_copy.section

    @admin.display(description="kind")
    def kind_in_work(self, article: Article) -> str:
        return article.working_copy.get_kind_display() if article.working_copy else ""

    @admin.display(description="who has it")
    def holder(self, article: Article) -> Any:
        return article.assigned_to

    @admin.display(description="published, or saved (New York)")
    def moment(self, article: Article) -> str:
        if article.publish_at:
            return published(article.publish_at)
        return f"Saved {published(article.working_copy.created_at)}" if article.working_copy else ""
