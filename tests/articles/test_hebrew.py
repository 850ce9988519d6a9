import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.hebrew import bare, forms, unpointed

LETTERS = "".join(map(chr, range(0x0590, 0x0600))) + "ab \"'”’-."


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("בֵּית־סֵפֶר", "בית ספר"),
        ("ייִדישע צײַטונגען, װאָס", "יידישע צייטונגען, וואס"),
        ('צה"ל', "צהל"),
        ("צה״ל", "צהל"),
        ("צ'רצ'יל וג׳ורג׳", "צרציל וגורג"),
        ('"שלום" - he said, "so"', '"שלום" - he said, "so"'),
        ("Café", "Café"),
    ],
)
def test_the_letters_that_are_compared(text, letters):
    assert bare(text) == letters


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, database=None)
@given(st.text(LETTERS, max_size=30))
def test_the_database_compares_the_same_letters(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT paper_bare(%s)", [text])
        assert cursor.fetchone() == (bare(text),)


def test_a_text_to_be_read_keeps_its_marks():
    assert unpointed('בֵּית־סֵפֶר של צה"ל') == 'בית־ספר של צה"ל'


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("baker", set()),
        ("ב", set()),
        ("בית", {"הבית", "ובית", "בבית", "לבית", "מבית", "שבית", "כבית"}),
        # What is joined to a word is taken off where enough of the word is left.
        ("הבית", {f"{letter}הבית" for letter in "הובלמשכ"} | {"בית"}),
        ("בבית", {f"{letter}בבית" for letter in "הובלמשכ"}),
        ("בירושלים", {f"{letter}בירושלים" for letter in "הובלמשכ"} | {"ירושלים"}),
        # Whoever types no final letters finds those who write them.
        (
            "שלומ",
            {f"{letter}שלומ" for letter in "הובלמשכ"}
            | {f"{letter}שלום" for letter in ["", *"הובלמשכ"]},
        ),
    ],
)
def test_what_a_word_may_stand_as(word, others):
    assert forms(word)[0] == word
    assert set(forms(word)) == {word} | others
