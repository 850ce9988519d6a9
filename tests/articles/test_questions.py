import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.questions import MOST_PARTS, Question


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("old bridge", "(('old')) & (('bridge'))"),
        ('"old bridge"', "('old bridge')"),
        ('"old bridge', "('old bridge')"),
        ('"old"', "(('old'))"),
        ("baker -challah", "(('baker')) & !('challah')"),
        ('baker -"old bridge"', "(('baker')) & !'old bridge'"),
        ("bread or challah brooklyn", "(('bread') | ('challah')) & (('brooklyn'))"),
        ("or bread or", "(('bread'))"),
        ("well-known", "(('well-known'))"),
        ("baker's", "(('baker''s'))"),
        ("a\\b", "(('a\\\\b'))"),
        # Nothing to look for.
        ("", ""),
        ("  ", ""),
        ("& | ! <-> ( :*", ""),
        ("-baker", ""),
        ("--baker", "(('baker'))"),
    ],
)
def test_what_is_asked_of_postgresql(typed, exact):
    assert Question.parse(typed).exact == exact


def test_the_rough_question_asks_for_words_alone():
    question = Question.parse('"old bridge" or ferry -"new bridge" -car')
    assert question.rough == "('old' & 'bridge' | ('ferry'))"
    assert question.needs_a_second_look


@pytest.mark.parametrize(
    ("typed", "again"),
    [("old bridge", False), ('"old bridge"', True), ("old -bridge", True), ("well-known", True)],
)
def test_when_what_the_index_finds_is_looked_at_again(typed, again):
    assert Question.parse(typed).needs_a_second_look == again


def test_a_row_of_words_is_cut():
    question = Question.parse(" or ".join(f"word{number}" for number in range(40)))
    assert (len(question.parts), question.is_cut) == (MOST_PARTS, True)
    assert not Question.parse("one two").is_cut


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, database=None)
@given(st.text(st.sampled_from("ab'\\\"-|&!():*<> orהבית־״\u05b4%{}\n"), max_size=40))
def test_postgresql_reads_whatever_is_typed(typed):
    question = Question.parse(typed)
    with connection.cursor() as cursor:
        for query in (question.exact, question.rough):
            cursor.execute("SELECT to_tsquery('paper_english', %s)", [query])
            cursor.fetchone()
