import re
from collections import Counter
from random import Random
from statistics import median

import pytest
from django.utils.html import strip_tags

from articles.demo.archive.words import MEDIAN_WORDS, SURNAMES, skewed, surname, vocabulary
from articles.sanitize import clean_html


def bodies(count, lang="en"):
    rng = Random(1)
    return [vocabulary(lang).body(rng) for _ in range(count)]


def words_of(body):
    return re.findall(r"\w+", strip_tags(body.replace("</p>", " ")).lower())


def test_the_same_chance_makes_the_same_text():
    assert bodies(3) == bodies(3)


def test_bodies_are_as_long_as_is_said():
    lengths = sorted(len(words_of(body)) for body in bodies(400))
    assert median(lengths) == pytest.approx(MEDIAN_WORDS, rel=0.15)
    assert lengths[40] < 200 < 450 < lengths[-40]


@pytest.mark.parametrize("lang", ["en", "he", "yi"])
def test_a_body_passes_the_sanitizer_unchanged(lang):
    for body in bodies(5, lang):
        assert clean_html(body) == body


def test_some_words_stand_in_nearly_all_texts_and_many_in_one():
    in_texts = Counter(word for body in bodies(200) for word in set(words_of(body)))
    assert in_texts["the"] >= 199
    assert 60 <= in_texts["people"] <= 140
    assert sum(1 for count in in_texts.values() if count == 1) > 500


def test_nobody_shares_a_surname():
    assert len({surname(number) for number in range(SURNAMES)}) == SURNAMES > 70_000


def test_the_first_of_many_is_the_likeliest():
    rng = Random(1)
    drawn = Counter(skewed(rng, 1000) for _ in range(20_000))
    assert set(drawn) <= set(range(1000))
    assert drawn[0] / 20_000 == pytest.approx(0.1, abs=0.02)
    assert drawn[0] > drawn[1] > drawn[4] > drawn[20]
    flat = Counter(skewed(rng, 1000, head=10) for _ in range(20_000))
    assert flat[0] / 20_000 == pytest.approx(0.02, abs=0.006)
