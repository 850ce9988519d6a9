from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Photo
from authors.models import Author
from tests.factories import make_article

pytestmark = pytest.mark.django_db

ARCHIVED = Path(__file__).parents[4] / "shared/seeds/000_cb97c2e443955e1d.txt"
TEXT = """\
Thursday, June 3rd | 23 Sivan 5781

May 2, 2021 9:05 pm

The Last Typesetter of Delancey Street

avatar by Miriam Adler

A drawer of Hebrew type in a shop on Delancey Street. Photo: The Lantern / Ida Roth.

The shop smells of ink and machine oil, and nobody in it is in a hurry.

On Friday he locks the last drawer.

Miriam Adler is a printer’s daughter. She writes about trades that are going.

The opinions presented by Algemeiner bloggers are solely theirs.

Share this Story: Share On Facebook Share On Twitter

Let your voice be heard!

Join the Algemeiner

This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.
"""
ADDRESS = "/2021/05/02/the-last-typesetter-of-delancey-street/"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    return path


def import_pages(*files):
    """What the command writes to its output and to its errors, in lines."""
    output, errors = StringIO(), StringIO()
    call_command("import_page", *files, stdout=output, stderr=errors)
    return output.getvalue().splitlines(), errors.getvalue().splitlines()


def refusal(*files):
    with pytest.raises(CommandError) as error:
        import_pages(*files)
    assert [model.objects.count() for model in (Article, Author, Photo)] == [0, 0, 0]
    return str(error.value)


def test_says_what_it_made(file):
    assert import_pages(file) == (
        [
            "made author Miriam Adler",
            "made section Opinion",
            "made photo record “The Lantern / Ida Roth”, without its picture",
            f"made article {ADDRESS} (2 paragraphs)",
            "1 read, 1 imported.",
        ],
        [],
    )


def test_a_second_time_changes_nothing(file):
    import_pages(file)
    assert import_pages(file) == ([f"there already: {ADDRESS}", "1 read, 0 imported."], [])


def test_readers_find_the_page_at_its_old_address(file, client):
    import_pages(file)
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response.context["article"].source_id == ADDRESS


def test_what_it_leaves_out_is_said(file):
    file.write_text(f"{TEXT}\nSubscribe to the crossword\n")
    assert import_pages(file)[1] == [f"{file}: left out “Subscribe to the crossword”"]


def test_one_bad_file_and_nothing_is_imported(file, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_text(TEXT.replace("avatar by", "by"))
    assert refusal(file, bad) == (
        f"{bad}: line 7: expected the byline, like “avatar by Miriam Adler”, "
        "found “by Miriam Adler”"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1: expected the masthead’s date"),
        (b"Dear Sir", "line 1: expected the masthead’s date"),
        (TEXT.replace("May 2,", "February 30,").encode(), "line 3: no such date"),
        (TEXT.replace("9:05", "29:05").encode(), "line 3: expected the publish time"),
        (TEXT.encode("utf-16"), "not UTF-8 text (byte 0)."),
        (TEXT.encode("cp1252"), "not UTF-8 text (byte"),
        (b"\0" + TEXT.encode(), "line 1: a control character"),
        (None, "No such file or directory"),
    ],
)
def test_what_is_no_archived_page_is_refused_in_words(file, content, told):
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert refusal(file).startswith(f"{file}: {told}")


def test_a_directory_is_refused_in_words(tmp_path):
    assert refusal(tmp_path) == f"{tmp_path}: Is a directory"


def test_an_address_that_is_taken_is_said(file):
    make_article(
        headline="The Last Typesetter of Delancey Street",
        publish_at=datetime(2021, 5, 2, 12, tzinfo=UTC),
    )
    with pytest.raises(CommandError) as error:
        import_pages(file)
    assert str(error.value) == (
        "Nothing was imported: Another article of that day has this address."
    )


@pytest.mark.skipif(not ARCHIVED.exists(), reason="the archived page is not here")
def test_the_archived_page():
    address = (
        "/2020/07/19/hamas-courts-iran-and-terrorist-allies-to-fight-israel-annexation-or-not/"
    )
    assert import_pages(ARCHIVED) == (
        [
            "made author Steven Emerson",
            "made section Opinion",
            "made photo record “Reuters / Ibraheem Abu Mustafa”, without its picture",
            f"made article {address} (24 paragraphs)",
            "1 read, 1 imported.",
        ],
        [],
    )
