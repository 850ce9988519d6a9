from dataclasses import replace

import pytest
from PIL import ImageChops, features

from articles import cards
from articles.cards import MARGIN, WIDTH, Card, can_draw, draw
from tests.pictures import decoded, encoded, picture, scene

needs_raqm = pytest.mark.skipif(not features.check("raqm"), reason="libfribidi is not installed")
PLAIN = Card("Rain Expected", "en", "ltr", "City", "The Algemeiner", credit="Ida Roth")
HEBREW = replace(PLAIN, headline="גשם צפוי ב־5 ביולי", lang="he", direction="rtl")
YIDDISH = replace(HEBREW, headline="אַ רעגן פֿון דער שטאָט", lang="yi")
LONG = "What the Committee Said and What It Did Not Say, " * 5
MIDDLE = (0.5, 0.5)


def words_of(card):
    """(left, top, right, bottom) of the headline as it is drawn."""
    blank = replace(card, headline="")
    lines = cards._set(card)
    image, without = (decoded(draw(each, None, MIDDLE)) for each in (card, blank))
    band = (0, lines.top + cards.SMALL + 8, WIDTH, cards.HEIGHT)
    difference = ImageChops.difference(image.crop(band), without.crop(band)).convert("L")
    return difference.point(lambda value: 255 if value > 60 else 0).getbbox()


@pytest.mark.parametrize("photo", [None, picture(1200, 800), picture(500, 300), picture(700, 2000)])
@pytest.mark.parametrize("headline", ["Rain", LONG, "x" * 250, "  A\u2028 line\n", ""])
def test_it_is_a_jpeg_of_its_size_whatever_the_headline_and_the_photo(photo, headline):
    image = decoded(draw(replace(PLAIN, headline=headline), photo, (0.2, 1.0)))
    assert (image.format, image.size) == ("JPEG", (1200, 630))


@pytest.mark.parametrize("headline", ["Rain", LONG, "Mayor’s Umbrella Found"])
def test_the_headline_keeps_within_the_margins(headline):
    left, _, right, _ = words_of(replace(PLAIN, headline=headline))
    assert (left >= MARGIN - 4, right <= WIDTH - MARGIN + 4) == (True, True)
    assert left < MARGIN + 12


@needs_raqm
@pytest.mark.parametrize("card", [HEBREW, YIDDISH], ids=["Hebrew", "Yiddish"])
def test_a_headline_from_the_right_stands_at_the_right(card):
    assert can_draw(card)
    left, _, right, _ = words_of(card)
    assert (left > WIDTH // 3, WIDTH - MARGIN - 12 < right <= WIDTH - MARGIN + 4) == (True, True)


@needs_raqm
def test_hebrew_is_not_written_backwards():
    turned = replace(HEBREW, headline=HEBREW.headline[::-1])
    images = [decoded(draw(card, None, MIDDLE)) for card in (HEBREW, turned)]
    assert ImageChops.difference(*images).getbbox() is not None
    font, setting = cards._font(60), cards._setting(HEBREW)
    first, last = (font.getmask(letter, **setting) for letter in ("ג", "י"))
    word = font.getmask("גשםי", **setting)  # the first letter is the last one from the left
    assert bytes(word)[: last.size[0]] != bytes(word)[: first.size[0]]


def test_without_the_system_s_library_nothing_runs_from_the_right(monkeypatch):
    monkeypatch.setattr(features, "check", lambda name: False)
    assert (can_draw(PLAIN), can_draw(HEBREW)) == (True, False)
    assert decoded(draw(PLAIN, None, MIDDLE)).size == (1200, 630)


@pytest.mark.parametrize(
    ("headline", "can"),
    [
        ("Naïve “Škoda” — 5 % …", True),
        ("雨が降る", False),
        ("Rain 🌧", False),
        ("", True),
    ],
)
def test_what_the_type_has_no_sign_for_is_not_drawn(headline, can):
    assert can_draw(replace(PLAIN, headline=headline)) is can


def test_a_long_headline_is_set_smaller_and_then_cut_at_a_word():
    sizes = [
        cards._set(replace(PLAIN, headline=headline)).font.size
        for headline in ("Rain", "Rain Expected in the City " * 4, LONG)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[1] > sizes[2]
    lines = cards._set(replace(PLAIN, headline=LONG)).lines
    assert (len(lines), lines[-1][-1]) == (4, "…")
    assert all(word in LONG.split() for word in lines[-1].removesuffix("…").split())


def test_lines_are_about_as_long_as_each_other():
    font = cards._font(72)
    lines = cards.wrapped("A bridge over the river will be closed on", font, 1072)
    lengths = [font.getlength(line) for line in lines]
    assert len(lines) == 2
    assert max(lengths) - min(lengths) < 250


def test_the_focal_point_stays_in_the_picture():
    photo = scene(3, (700, 1400))
    high, low = (decoded(draw(PLAIN, encoded(photo), (0.5, y))) for y in (0.0, 1.0))
    assert ImageChops.difference(high, low).getbbox() is not None


def test_the_photo_is_dark_where_the_words_are():
    image = decoded(draw(PLAIN, encoded(scene(1).resize((1200, 800)).point(lambda v: 255)), MIDDLE))
    top = cards._set(PLAIN).top
    assert image.getpixel((WIDTH - 5, 5)) > (250, 250, 250)
    assert max(image.getpixel((WIDTH - 5, top + cards.SMALL))) < 160
