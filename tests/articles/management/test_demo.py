import pytest
from django.core.management import CommandError, call_command

from articles.demo import load
from articles.demo.archive import build
from articles.models import Article
from tests.factories import make_article


@pytest.fixture
def built(monkeypatch):
    """What archives were asked for: (size, seed)."""
    asked = []
    monkeypatch.setattr(build, "build", lambda size, *, seed, say: asked.append((size, seed)))
    return asked


@pytest.fixture
def hand_made(db, monkeypatch):
    """As of three articles, without their pictures."""
    stories = load.entries("articles")[:3]
    monkeypatch.setattr(load, "entries", {"articles": stories}.get)
    for story in stories:
        make_article(headline=story.settings["headline"], slug=story.settings["slug"])


def test_a_large_archive_is_put_behind_the_hand_made_articles(hand_made, built, capsys):
    call_command("demo", articles=1_000, seed=7)
    assert built == [(997, 7)]
    assert "In the newsroom are 3 articles, " in capsys.readouterr().out


def test_into_a_newsroom_of_its_own_nothing_is_put(hand_made, built):
    make_article(slug="our-own")
    with pytest.raises(CommandError, match="has something in it already"):
        call_command("demo", articles=1_000)
    call_command("demo", articles=1_000, if_empty=True)
    assert built == []
    assert Article.objects.count() == 4


def test_no_more_than_a_million(built):
    with pytest.raises(CommandError, match="At most 1,000,000 articles"):
        call_command("demo", articles=1_000_001)
