from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from tests.factories import PhotoFactory, SectionFactory, TagFactory, make_article


@pytest.mark.parametrize("fields", [{}, {"slug": "rain"}, {"publish_at": datetime.now(UTC)}])
def test_what_was_never_published_has_no_address(fields):
    with pytest.raises(ValueError, match="has no address"):
        Article(**fields).get_absolute_url()


@pytest.mark.django_db
def test_the_address_is_of_the_day_in_new_york():
    article = Article(slug="גשם", publish_at=datetime(2021, 1, 1, 4, 59, tzinfo=UTC))
    assert article.get_absolute_url() == "/2020/12/31/%D7%92%D7%A9%D7%9D/"


@pytest.mark.parametrize(
    ("own", "photo", "shown"),
    [("", "The photo's.", "The photo's."), ("Its own.", "The photo's.", "Its own."), ("", "", "")],
)
@pytest.mark.parametrize("word", ["caption", "alt"])
def test_the_words_of_the_photo_are_the_article_s_own_or_the_photo_s(word, own, photo, shown):
    lead_photo = PhotoFactory.build(**{word: photo})
    article = Article(lead_photo=lead_photo, **{f"lead_{word}": own})
    assert getattr(article, word) == shown


def test_without_a_photo_there_are_no_words_of_it():
    assert (Article().caption, Article().alt) == ("", "")


@pytest.mark.django_db
def test_tags_are_shown_by_name():
    article = make_article(tags=[TagFactory(name="Rain"), TagFactory(name="Bridges")])
    assert [tag.name for tag in article.tags_in_order] == ["Bridges", "Rain"]


@pytest.mark.django_db
@pytest.mark.parametrize("lead", ["shown", "ended", "lost", None])
@pytest.mark.parametrize("default", ["shown", "ended", "lost", None])
def test_pictured_says_what_the_shown_photo_has_to_show(lead, default):
    yesterday = timezone.localdate() - timedelta(days=1)
    photos = {
        None: None,
        "shown": PhotoFactory(widths=[400], rights_until=timezone.localdate()),
        "ended": PhotoFactory(widths=[400], rights_until=yesterday),
        "lost": PhotoFactory(),
    }
    section = SectionFactory(slug="books", default_photo=photos[default])
    make_article(lead_photo=photos[lead], section=section)
    article = Article.objects.with_pictured().get()
    shown = article.shown_photo
    assert article.pictured == bool(shown and shown.may_be_shown)
    assert article.pictured == (lead == "shown" or (lead, default) == ("ended", "shown"))
