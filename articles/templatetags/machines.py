"""What stands in the head of readers' pages for machines alone."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from articles import linked_data
from articles.feed_formats import printable
from articles.models import Article, Language
from articles.structured_data import Data, as_json
from authors.models import Author

LOCALES = {Language.ENGLISH: "en_US", Language.HEBREW: "he_IL", Language.YIDDISH: "yi_US"}

register = template.Library()


@register.simple_tag(takes_context=True)
def tell_of_article(context: Context, article: Article) -> SafeString:
    return _script(linked_data.of_article(article, context["paper"]))


@register.simple_tag(takes_context=True)
def tell_of_home(context: Context) -> SafeString:
    return _script(linked_data.of_home(context["paper"]))


@register.simple_tag(takes_context=True)
def tell_of_author(context: Context, author: Author) -> SafeString:
    return _script(linked_data.of_author(author, context["paper"]))


@register.simple_tag(takes_context=True)
def tell_of_place(context: Context, name: str, thing: Any) -> SafeString:
    """Of a section, a tag or a page: anything with an address."""
    return _script(linked_data.of_place(name, thing.get_absolute_url(), context["paper"]))


def _script(data: Data) -> SafeString:
    # Data, which no browser runs; as_json lets nothing end the element.
    return mark_safe(  # noqa: S308
        f'<script type="application/ld+json">{as_json(data)}</script>'
    )


register.filter("printable", printable)


@register.filter
def whole(address: str) -> str:
    """An address of ours as it is written on other sites."""
    return linked_data.absolute(address)


@register.filter
def locale(lang: str) -> str:
    """A language as Open Graph calls it, with the country whose readers it is written for."""
    return LOCALES[Language(lang)]
