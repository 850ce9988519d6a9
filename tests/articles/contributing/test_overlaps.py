import pytest

from articles.contributing.overlaps import overlap, phrases, text_of

FERRY = "The first boat leaves the old pier at six in the morning, and the last one at ten."
BREAD = "Nobody on Orchard Street bakes rye bread by hand any more, and nobody asks for it."


def paragraphs(*texts):
    return text_of("".join(f"<p>{text}</p>" for text in texts))


def common(sent, other):
    found = overlap(sent, other)
    return found.words, found.percent, found.passages


def test_what_is_new_has_nothing_in_common():
    assert common(paragraphs(FERRY), paragraphs(BREAD)) == (0, 0, [])


def test_the_same_text_is_all_in_common():
    assert common(paragraphs(FERRY), paragraphs(FERRY)) == (18, 100, [FERRY.removesuffix(".")])


def test_a_stretch_is_given_in_the_words_that_were_sent():
    sent = paragraphs("I asked.", FERRY.upper(), "She said so.")
    other = text_of(f"<p>{BREAD}</p><ul><li>{FERRY.replace(',', ' <em>–</em>')}</li></ul>")
    assert common(sent, other) == (18, 78, [FERRY.upper().removesuffix(".")])


def test_seven_words_in_a_row_are_chance_and_eight_are_not():
    words = FERRY.split()
    assert common(paragraphs(" ".join(words[:7])), paragraphs(FERRY))[0] == 0
    assert common(paragraphs(" ".join(words[:8])), paragraphs(FERRY))[0] == 8


def test_a_word_that_was_changed_ends_a_stretch():
    sent = paragraphs(f"{FERRY} {BREAD.replace('rye', 'white')} {FERRY}")
    words, _, passages = common(sent, paragraphs(BREAD, FERRY))
    # “Nobody on Orchard Street bakes” are five words; what follows “white” are ten.
    assert (words, len(passages)) == (18 + 10 + 18, 2)
    assert passages[1].startswith("bread by hand")


def test_stretches_that_touch_are_one():
    sent = paragraphs(FERRY, BREAD)
    assert common(sent, sent)[2] == [f"{FERRY} {BREAD.removesuffix('.')}"]


def test_the_longest_eight_are_given_in_their_order():
    sentences = [f"{word} {FERRY} {word}" for word in "abcdefghij"]
    sent, other = paragraphs(*sentences), paragraphs(FERRY)
    words, _, passages = common(sent, other)
    assert (words, len(passages)) == (180, 8)


def test_hebrew_and_accents_compare():
    words = "ביום שלישי ירד גשם בכל שכונות העיר הגדולה מן הבוקר"
    assert common(paragraphs(words), paragraphs(words))[1] == 100
    assert common(paragraphs("café " * 9), paragraphs("cafe\u0301 " * 9))[1] == 100


@pytest.mark.parametrize("body", ["", "<p></p>", "<p>Too short.</p>"])
def test_of_nothing_there_is_nothing(body):
    assert phrases(text_of(body)) == []
    assert common(text_of(body), paragraphs(FERRY)) == (0, 0, [])


def test_the_archive_is_asked_by_thirty_two_phrases_at_most_from_all_over_the_text():
    text = text_of("".join(f"<p>{n} {FERRY} {n} {BREAD}</p>" for n in range(100, 200)))
    asked = phrases(text)
    assert len(asked) <= 32
    assert all(len(phrase.split()) == 6 and phrase in " ".join(text.words) for phrase in asked)
    assert phrases(paragraphs("one two three four five six")) == ["one two three four five six"]


def test_a_text_of_a_hundred_thousand_words_takes_no_time():
    long = text_of("<p>" + " ".join(f"word{n}" for n in range(100_000)) + "</p>")
    assert overlap(long, long).words == 100_000
