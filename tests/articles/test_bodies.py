import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.bodies import in_feeds, on_page, word_count
from articles.figures import photo_ids
from tests.factories import PhotoFactory

pytestmark = pytest.mark.django_db

EMBED = '<figure data-embed="youtube"><a href="https://www.youtube.com/watch?v=aqz-KE-bpKQ">{}</a></figure>'


def figure(photo, caption="", alt=""):
    described = f' data-alt="{alt}"' if alt else ""
    return f'<figure data-photo="{photo.pk}"{described}><figcaption>{caption}</figcaption></figure>'


def in_library(**fields):
    fields = {"key": "k" * 16} | fields
    return PhotoFactory(width=1600, height=900, widths=[400, 800], **fields)


def test_a_photo_comes_out_of_the_library():
    photo = in_library(alt='A "street"', caption="Rain & hail.", credit="Ida Roth")
    assert " ".join(on_page(figure(photo)).split()) == (
        '<figure class="photo"><picture>'
        '<source type="image/webp" srcset="/media/photos/kkkkkkkkkkkkkkkk/400.webp 400w, '
        '/media/photos/kkkkkkkkkkkkkkkk/800.webp 800w" sizes="(min-width: 42rem) 39rem, 100vw">'
        '<img src="/media/photos/kkkkkkkkkkkkkkkk/800.jpg" '
        'srcset="/media/photos/kkkkkkkkkkkkkkkk/400.jpg 400w, '
        '/media/photos/kkkkkkkkkkkkkkkk/800.jpg 800w" sizes="(min-width: 42rem) 39rem, 100vw" '
        'width="1600" height="900" class="focus-x5 focus-y4" alt="A &quot;street&quot;" '
        'loading="lazy" decoding="async"></picture> '
        '<figcaption dir="auto">Rain &amp; hail. '
        '<span class="credit" dir="auto">Photo: Ida Roth </span></figcaption></figure>'
    )


def test_the_caption_written_here_counts():
    photo = in_library(caption="Rain.", credit="")
    assert '<figcaption dir="auto">On <em>Monday</em>.</figcaption>' in on_page(
        figure(photo, "On <em>Monday</em>.")
    )


def test_the_alternative_text_written_here_counts_in_feeds_too():
    body = figure(in_library(alt="Rain."), alt="Hail on &quot;Canal&quot; &amp; Main.")
    assert ' alt="Hail on &quot;Canal&quot; &amp; Main."' in on_page(body)
    assert ' alt="Hail on &quot;Canal&quot; &amp; Main."' in in_feeds([body])[0]


@pytest.mark.parametrize(
    "fields",
    [{"widths": []}, {"widths": [400], "rights_until": timezone.localdate() - timedelta(days=1)}],
    ids=["no picture", "rights ended"],
)
def test_what_cannot_be_shown_leaves_its_words(fields):
    photo = PhotoFactory(**fields)
    assert on_page(figure(photo)) == ""
    assert on_page(figure(photo, "Hail.")) == (
        '<figure class="photo"><figcaption dir="auto">Hail.</figcaption></figure>'
    )


def test_a_photo_that_is_not_there():
    assert on_page('<p>a</p><figure data-photo="404"><figcaption></figcaption></figure>') == (
        "<p>a</p>"
    )


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_for_all_photos_and_none_without(django_assert_num_queries, count):
    bodies = [figure(PhotoFactory(widths=[400])) for _ in range(count)]
    with django_assert_num_queries(1):
        assert on_page("".join(bodies)).count("<img") == count
    with django_assert_num_queries(1):
        assert "".join(in_feeds(bodies)).count("<img") == count
    with django_assert_num_queries(0):
        on_page("<p>a</p>" + EMBED.format("b"))
        in_feeds(["<p>a</p>", ""])


def test_an_embed_is_a_card_that_loads_nothing():
    assert on_page(EMBED.format("A &lt;rabbit&gt;")) == (
        '<figure class="embed embed-youtube">'
        '<p class="embed-provider" lang="en" dir="ltr">YouTube video</p>'
        '<p class="embed-title"><a href="https://www.youtube.com/watch?v=aqz-KE-bpKQ" dir="auto">'
        "A &lt;rabbit&gt;</a></p>"
        '<button type="button" lang="en" dir="ltr" '
        'data-frame="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" '
        'data-title="YouTube video: A &lt;rabbit&gt;" hidden>'
        "Show the video <span>(loads youtube.com)</span></button></figure>"
    )


def test_an_embed_without_a_title_shows_its_address():
    address = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    html = on_page(EMBED.format(address))
    assert f'<a href="{address}" dir="ltr">{address}</a>' in html
    assert f'data-title="YouTube video: {address}"' in html


def test_an_embed_of_a_provider_that_is_gone_is_a_link():
    body = '<figure data-embed="vine"><a href="https://vine.example/1">a</a></figure>'
    assert on_page(body) == '<p><a href="https://vine.example/1">a</a></p>'


def test_a_table_can_be_scrolled_by_the_keyboard():
    assert on_page("<table><tbody><tr><td>a</td></tr></tbody></table>") == (
        '<div class="table" role="group" aria-label="Table" tabindex="0">'
        "<table><tbody><tr><td>a</td></tr></tbody></table></div>"
    )


def test_in_feeds_addresses_are_whole_and_embeds_are_links(settings):
    settings.SITE_URL = "https://paper.example"
    photo = in_library()
    link = '<p><a href="/about/">a</a> <a href="https://b.example/">b</a></p>'
    with_link, with_photo, embed = in_feeds([link, figure(photo), EMBED.format("c")])
    assert with_link == link.replace("/about/", "https://paper.example/about/")
    assert ' src="https://paper.example/media/photos/kkkkkkkkkkkkkkkk/800.jpg"' in with_photo
    assert re.findall("srcset|<source|picture>", with_photo) == []
    assert embed == EMBED.format("c")


def test_the_forms_that_are_read_are_those_that_are_written():
    photo = PhotoFactory()
    assert photo_ids(figure(photo)) == {photo.pk}


def test_words_are_counted_as_they_are_read():
    body = (
        "<h2>A heading</h2><p>One, <strong>two</strong> un<em>break</em>able<br>four.</p>"
        '<figure data-photo="1"><figcaption>A caption.</figcaption></figure><p></p>'
    )
    assert (word_count(body), word_count("")) == (8, 0)


NOTED = "<p>It rained<small>See <em>Rain</em> &amp; <a href='/b/'>b</a>.</small>.</p><h2>Then</h2>"


def test_footnotes_stand_under_the_text_and_lead_there_and_back():
    assert on_page(NOTED.replace("'", '"')) == (
        '<p>It rained<sup class="note-mark"><a id="note-mark-1" href="#note-1" role="doc-noteref"'
        ' aria-label="Note 1" target="_self">1</a></sup>.</p><h2 id="text-then">Then</h2>'
        '<section class="footnotes" role="doc-endnotes" aria-labelledby="footnotes-title">'
        '<h2 class="label" id="footnotes-title" lang="en" dir="ltr">Notes</h2>'
        '<ol><li id="note-1">See <em>Rain</em> &amp; <a href="/b/">b</a>. <a class="note-back"'
        ' href="#note-mark-1" role="doc-backlink" aria-label="Back to the text at note 1"'
        ' target="_self">↩</a></li></ol></section>'
    )


def test_in_feeds_footnotes_are_numbers_and_a_list():
    (body,) = in_feeds(["<p>a<small>b</small></p>"])
    assert body.startswith("<p>a<sup>1</sup></p><section")
    assert "<ol><li>b</li></ol>" in body
    assert re.findall("href|role|target", body) == []


def test_notes_are_words_of_their_own():
    assert word_count("<p>rain<small>box</small>is</p>") == 3


def test_a_gallery_is_a_row_that_the_keyboard_scrolls(django_assert_num_queries):
    gallery = f"<section>{figure(in_library())}{figure(in_library(key='l' * 16))}</section>"
    with django_assert_num_queries(1):
        html = on_page(gallery)
    beginning = '<div class="gallery" role="group" aria-label="Gallery of 2 photos" tabindex="0">'
    assert html.startswith(f'{beginning}<figure class="photo">')
    assert (html.count("<picture>"), html.endswith("</figure></div>")) == (2, True)
    (fed,) = in_feeds([gallery])
    assert (fed.count("<img"), "<section" in fed) == (2, False)


def test_a_gallery_that_nothing_is_left_of_is_gone():
    assert on_page(f"<p>a</p><section>{2 * FIGURE_OF_NONE}</section>") == "<p>a</p>"


FIGURE_OF_NONE = '<figure data-photo="999"><figcaption></figcaption></figure>'
