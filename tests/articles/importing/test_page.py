import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from algemeiner.dateline import published
from algemeiner.slugs import slugify
from articles.importing.page import ArchivedAuthor, ArchivedPage, NotAnArchivedPage, parse

MASTHEAD = "Thursday, June 3rd | 23 Sivan 5781"
PUBLISHED = "May 2, 2021 9:05 pm"
HEADLINE = "The Last Typesetter of Delancey Street"
BYLINE = "avatar by Miriam Adler"
CAPTION = "A drawer of Hebrew type in a shop on Delancey Street, March 1, 2021."
CREDIT = "The Lantern / Ida Roth"
PHOTO = f"{CAPTION} Photo: {CREDIT}."
PARAGRAPHS = (
    "The shop smells of ink and machine oil, and nobody in it is in a hurry.",
    "“You read with your fingers,” said the owner — upside down, and from the left.",
    "On Friday he locks the last drawer.",
)
BIO = "Miriam Adler is a printer’s daughter. She writes about trades that are going."
DISCLAIMER = (
    "The opinions presented by Algemeiner bloggers are solely theirs. "
    "To share your own, please be in touch."
)
FOOT = (
    "Share this Story: Share On Facebook Share On Twitter",
    "Let your voice be heard!",
    "Join the Algemeiner",
    "This site is protected by reCAPTCHA and other people’s terms apply.",
)
HEAD = (MASTHEAD, PUBLISHED, HEADLINE, BYLINE)
PAGE = ArchivedPage(
    dateline=MASTHEAD,
    published_at=datetime(2021, 5, 3, 1, 5, tzinfo=UTC),
    headline=HEADLINE,
    authors=(ArchivedAuthor("Miriam Adler", BIO),),
    caption=CAPTION,
    credit=CREDIT,
    paragraphs=PARAGRAPHS,
    disclaimer=DISCLAIMER,
    unread=(),
)
BARE_PAGE = replace(
    PAGE,
    authors=(ArchivedAuthor("Miriam Adler", ""),),
    caption="",
    credit="",
    disclaimer="",
)


def page_text(*blocks: str, between: str = "\n\n") -> str:
    return between.join(blocks) + "\n"


WHOLE_PAGE = page_text(*HEAD, "", PHOTO, *PARAGRAPHS, BIO, DISCLAIMER, *FOOT)


def refused(text: str) -> str:
    with pytest.raises(NotAnArchivedPage) as refusal:
        parse(text)
    assert str(refusal.value) == f"line {refusal.value.line_number}: {refusal.value.message}"
    return str(refusal.value)


# --- What differs from page to page ---


def test_a_whole_page() -> None:
    assert parse(WHOLE_PAGE) == PAGE


@pytest.mark.parametrize(
    "text",
    [
        WHOLE_PAGE.replace("\n", "\r\n"),
        WHOLE_PAGE.replace("\n", "\r"),
        "\ufeff" + WHOLE_PAGE,
        "\n\n" + WHOLE_PAGE + "\n\n\n",
        WHOLE_PAGE.replace("\n\n", "\n \u00a0\n\t\n\u200b\n"),
        WHOLE_PAGE.replace("\n\n", "\n"),
        WHOLE_PAGE.replace(" ", "\u00a0"),
        WHOLE_PAGE.replace(" ", "  ").replace("\n", " \n "),
        WHOLE_PAGE.rstrip("\n"),
        WHOLE_PAGE.replace("9:05 pm", "9:05 PM"),
        WHOLE_PAGE.replace(BYLINE, "Avatar by Miriam Adler"),
        page_text(*HEAD, FOOT[0], PHOTO, *PARAGRAPHS, BIO, DISCLAIMER, *FOOT),
        page_text(*HEAD, PHOTO, *PARAGRAPHS, DISCLAIMER, BIO, *FOOT),
        page_text(*HEAD, PHOTO, *PARAGRAPHS, BIO, DISCLAIMER),
        page_text(*HEAD, PHOTO, *PARAGRAPHS, BIO, DISCLAIMER, *FOOT[1:]),
    ],
)
def test_the_same_page_saved_otherwise(text: str) -> None:
    assert parse(text) == PAGE


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (page_text(*HEAD, *PARAGRAPHS, *FOOT), BARE_PAGE),
        (page_text(*HEAD, *PARAGRAPHS), BARE_PAGE),
        (
            page_text(*HEAD, PHOTO, *PARAGRAPHS, *FOOT),
            replace(BARE_PAGE, caption=CAPTION, credit=CREDIT),
        ),
        (page_text(*HEAD, *PARAGRAPHS, BIO, *FOOT), replace(BARE_PAGE, authors=PAGE.authors)),
        (
            page_text(*HEAD, *PARAGRAPHS, DISCLAIMER, *FOOT),
            replace(BARE_PAGE, disclaimer=DISCLAIMER),
        ),
        (
            page_text(
                *HEAD,
                *PARAGRAPHS,
                "The opinions expressed by Algemeiner bloggers are theirs.",
                "If you would like to share your views with a blog post, be in touch.",
                *FOOT,
            ),
            replace(
                BARE_PAGE,
                disclaimer="The opinions expressed by Algemeiner bloggers are theirs. "
                "If you would like to share your views with a blog post, be in touch.",
            ),
        ),
        (
            page_text(*HEAD, *PARAGRAPHS, *FOOT, "3 Comments", "Lovely."),
            replace(BARE_PAGE, unread=("3 Comments", "Lovely.")),
        ),
        (
            page_text(*HEAD, *PARAGRAPHS, "Let your voice be heard!", *FOOT),
            replace(BARE_PAGE, paragraphs=(*PARAGRAPHS, "Let your voice be heard!")),
        ),
        (
            page_text(*HEAD, "Share this story with a child.", *PARAGRAPHS, *FOOT),
            replace(BARE_PAGE, paragraphs=("Share this story with a child.", *PARAGRAPHS)),
        ),
    ],
)
def test_parts_that_a_page_may_lack_or_add(text: str, page: ArchivedPage) -> None:
    assert parse(text) == page


# --- Publish time ---


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        ("July 19, 2020 3:47 am", datetime(2020, 7, 19, 7, 47, tzinfo=UTC)),
        ("January 5, 2020 12:00 am", datetime(2020, 1, 5, 5, 0, tzinfo=UTC)),
        ("January 5, 2020 12:30 pm", datetime(2020, 1, 5, 17, 30, tzinfo=UTC)),
        ("December 31, 1999 11:59 pm", datetime(2000, 1, 1, 4, 59, tzinfo=UTC)),
        ("March 14, 2021 1:59 am", datetime(2021, 3, 14, 6, 59, tzinfo=UTC)),
        ("March 14, 2021 3:00 am", datetime(2021, 3, 14, 7, 0, tzinfo=UTC)),
        ("November 7, 2021 1:30 am", datetime(2021, 11, 7, 5, 30, tzinfo=UTC)),
        ("November 7, 2021 2:00 am", datetime(2021, 11, 7, 7, 0, tzinfo=UTC)),
    ],
)
def test_publish_time(shown: str, moment: datetime) -> None:
    assert parse(WHOLE_PAGE.replace(PUBLISHED, shown)) == replace(PAGE, published_at=moment)


@pytest.mark.parametrize(
    ("shown", "message"),
    [
        ("March 14, 2021 2:30 am", "New York’s clocks left this hour out: “{}”"),
        ("February 29, 2021 2:30 am", "no such date: “{}”"),
        ("May 0, 2021 2:30 am", "no such date: “{}”"),
        *(
            (shown, "expected the publish time, like “July 19, 2020 3:47 am”, found “{}”")
            for shown in (
                "May 2, 2021",
                "May 2, 2021 13:05 pm",
                "May 2, 2021 0:05 am",
                "May 2, 2021 9:60 pm",
                "Mai 2, 2021 9:05 pm",
                "May 2, 9999 9:05 pm",
                "May 2, 2021 9:05 pm EST",
                "May ٢, 2021 9:05 pm",
            )
        ),
    ],
)
def test_no_publish_time(shown: str, message: str) -> None:
    refusal = refused(WHOLE_PAGE.replace(PUBLISHED, shown))
    assert refusal == f"line 3: {message.format(shown)}"


@given(st.datetimes(datetime(1950, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)))
def test_a_publish_time_is_read_as_it_is_shown(moment: datetime) -> None:
    shown = published(moment)
    assert published(parse(WHOLE_PAGE.replace(PUBLISHED, shown)).published_at) == shown


# --- Byline ---


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Miriam Adler", ["Miriam Adler"]),
        ("Miriam Adler and Yosef Brandwein", ["Miriam Adler", "Yosef Brandwein"]),
        ("Miriam Adler, Eli Levi and Ida Roth", ["Miriam Adler", "Eli Levi", "Ida Roth"]),
        ("Miriam Adler, Eli Levi, and Ida Roth", ["Miriam Adler", "Eli Levi", "Ida Roth"]),
        ("Miriam Adler , Ida Roth,", ["Miriam Adler", "Ida Roth"]),
        ("Sam Roth, Jr., Ida Roth, PhD", ["Sam Roth, Jr.", "Ida Roth, PhD"]),
        ("Eli Roth, M.D., and Ida Roth", ["Eli Roth, M.D.", "Ida Roth"]),
        ("Ida Roth and Ida Roth", ["Ida Roth"]),
        ("Anders Sand", ["Anders Sand"]),
        ("Ruth Levi / The Lantern", ["Ruth Levi / The Lantern"]),
        ("מרים אדלר", ["מרים אדלר"]),
    ],
)
def test_authors(byline: str, names: list[str]) -> None:
    page = parse(page_text(*HEAD[:3], f"avatar by {byline}", *PARAGRAPHS, *FOOT))
    authors = tuple(ArchivedAuthor(name, "") for name in names)
    assert page == replace(BARE_PAGE, authors=authors)


# --- Bios ---


def page_ending_in(byline: str, *endings: str) -> ArchivedPage:
    return parse(page_text(*HEAD[:3], f"avatar by {byline}", *PARAGRAPHS, *endings, *FOOT))


@pytest.mark.parametrize(
    ("byline", "bio"),
    [
        ("Miriam Adler", "Miriam Adler is a printer."),
        ("Miriam Adler", "Miriam Adler (@madler) writes about type."),
        ("Miriam Adler", "Miriam Adler, a printer, teaches in Queens."),
        ("Miriam Adler", "Rabbi Dr. Miriam Adler has two presses."),
        ("Rabbi Miriam Adler", "Miriam Adler serves a congregation of printers."),
        ("Rabbi Miriam Adler", "Rabbi Miriam Adler leads a congregation of printers."),
        ("M. Adler (London)", "M. Adler (London) was born there."),
    ],
)
def test_a_bio_is_the_last_line_and_describes_the_author(byline: str, bio: str) -> None:
    authors = (ArchivedAuthor(byline, bio),)
    assert page_ending_in(byline, bio) == replace(BARE_PAGE, authors=authors)


@pytest.mark.parametrize(
    "ending",
    [
        "Miriam Adler: Thank you. It was a pleasure.",
        "Miriam Adler, the owner said, was the wrong name for a printer.",
        "Miriam Adler contributed to this report.",
        "Miriam Adler and the owner said it was a good week.",
        "Miriam Adler-Katz is another printer.",
        "“Miriam Adler is my name,” she said.",
        "A printer, Miriam Adler is not.",
        "Adler is a good name for a printer.",
    ],
)
def test_a_last_paragraph_that_is_no_bio(ending: str) -> None:
    page = page_ending_in("Miriam Adler", ending)
    assert page == replace(BARE_PAGE, paragraphs=(*PARAGRAPHS, ending))


def test_paragraphs_that_begin_with_the_authors_name_are_no_bios() -> None:
    third_person = "Miriam Adler is what they called me in the shop."
    page = page_ending_in("Miriam Adler", third_person, third_person, BIO)
    paragraphs = (*PARAGRAPHS, third_person, third_person)
    assert page == replace(BARE_PAGE, paragraphs=paragraphs, authors=PAGE.authors)


def test_a_description_before_the_last_paragraph_is_no_bio() -> None:
    page = page_ending_in("Miriam Adler", BIO, "That is all.")
    assert page == replace(BARE_PAGE, paragraphs=(*PARAGRAPHS, BIO, "That is all."))


def test_the_only_paragraph_is_no_bio() -> None:
    assert parse(page_text(*HEAD, BIO, *FOOT)) == replace(BARE_PAGE, paragraphs=(BIO,))


def test_several_authors_have_a_bio_each() -> None:
    yosef = "Yosef Brandwein covers the courts."
    page = page_ending_in("Miriam Adler, Ida Roth and Yosef Brandwein", yosef, BIO)
    authors = (
        ArchivedAuthor("Miriam Adler", BIO),
        ArchivedAuthor("Ida Roth", ""),
        ArchivedAuthor("Yosef Brandwein", yosef),
    )
    assert page == replace(BARE_PAGE, authors=authors)


def test_a_bio_that_authors_share_is_the_first_ones() -> None:
    shared = "Miriam Adler and Ida Roth are printers."
    authors = (ArchivedAuthor("Miriam Adler", shared), ArchivedAuthor("Ida Roth", ""))
    assert page_ending_in("Miriam Adler and Ida Roth", shared) == replace(
        BARE_PAGE, authors=authors
    )


# --- Photo ---


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Type. Photo: Reuters / Ida Roth.", "Type.", "Reuters / Ida Roth"),
        ("Type. Photo: Reuters / Ida Roth", "Type.", "Reuters / Ida Roth"),
        ("Type. Photo: REUTERS/Ida Roth.", "Type.", "REUTERS/Ida Roth"),
        ("Type. Photo credit: courtesy of the shop.", "Type.", "courtesy of the shop"),
        ("Type. PHOTO: U.S. Printers’ Guild.", "Type.", "U.S. Printers’ Guild"),
        ("Type. Photos: Ida Roth and Eli Roth.", "Type.", "Ida Roth and Eli Roth"),
        ("Type (Photo: Ida Roth).", "Type", "Ida Roth"),
        ("Type. (Photo: Roth (CC BY 4.0).)", "Type.", "Roth (CC BY 4.0)"),
        ("Type. Photo: Roth (CC BY 4.0).", "Type.", "Roth (CC BY 4.0)"),
        ("Photo: Ida Roth.", "", "Ida Roth"),
        # Without the word, where nothing but names stands about a slash.
        ("Type, May 1, 2021. Reuters / Ida Roth.", "Type, May 1, 2021.", "Reuters / Ida Roth"),
        ("“Type.” REUTERS/Ida Roth", "“Type.”", "REUTERS/Ida Roth"),
    ],
)
def test_a_credited_caption(line: str, caption: str, credit: str) -> None:
    page = parse(page_text(*HEAD, line, *PARAGRAPHS, *FOOT))
    assert page == replace(BARE_PAGE, caption=caption, credit=credit)


@pytest.mark.parametrize(
    "line",
    [
        "A drawer of Hebrew type on Delancey Street.",
        "A drawer of Hebrew type. (Reuters)",
        "The pressman drew a photo: a cat on a drawer.",
        "Photographs hang there. The oldest is of a cat/dog.",
        "Ask him what he was. He was both. A father/son shop.",
        "Photo by photo, the album grew.",
        "It ended with a Photo:",
        f"Photo: {'a word that the shop never used ' * 5}until then.",
        "Reuters / Ida Roth",
    ],
)
def test_a_first_line_without_a_credit_is_a_paragraph(line: str) -> None:
    page = parse(page_text(*HEAD, line, *PARAGRAPHS, *FOOT))
    assert page == replace(BARE_PAGE, paragraphs=(line, *PARAGRAPHS))


def test_only_the_first_line_can_be_a_caption() -> None:
    page = parse(page_text(*HEAD, PARAGRAPHS[0], PHOTO, *FOOT))
    assert page == replace(BARE_PAGE, paragraphs=(PARAGRAPHS[0], PHOTO))


# --- What is not such a page ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "",
            "line 1: expected the masthead’s date, like "
            "“Wednesday, October 20th | 15 Heshvan 5782”, but the text ends",
        ),
        (
            "\n \nDear editor,\n",
            "line 3: expected the masthead’s date, like "
            "“Wednesday, October 20th | 15 Heshvan 5782”, found “Dear editor,”",
        ),
        (
            page_text(MASTHEAD, HEADLINE),
            "line 3: expected the publish time, like “July 19, 2020 3:47 am”, "
            "found “The Last Typesetter of Delancey Street”",
        ),
        (
            page_text(MASTHEAD, "x" * 61),
            f"line 3: expected the publish time, like “July 19, 2020 3:47 am”, found “{'x' * 59}…”",
        ),
        (page_text(MASTHEAD, PUBLISHED), "line 3: expected the headline, but the text ends"),
        (
            page_text(MASTHEAD, PUBLISHED, BYLINE),
            "line 5: expected the headline, found “avatar by Miriam Adler”",
        ),
        (
            page_text(*HEAD[:3], "by Miriam Adler"),
            "line 7: expected the byline, like “avatar by Miriam Adler”, found “by Miriam Adler”",
        ),
        (page_text(*HEAD[:3], "avatar by , ,"), "line 7: no author’s name in “, ,”"),
        (page_text(*HEAD), "line 7: expected the article’s paragraphs, found none"),
        (
            page_text(*HEAD, PHOTO, DISCLAIMER, *FOOT),
            "line 19: expected the article’s paragraphs, found none",
        ),
        (
            WHOLE_PAGE.replace("ink", "i\0nk"),
            "line 13: a control character, which no page of text has",
        ),
        (
            WHOLE_PAGE.replace("ink", "i\ud800nk"),
            "line 13: a control character, which no page of text has",
        ),
    ],
)
def test_not_an_archived_page(text: str, message: str) -> None:
    assert refused(text) == message


# --- Any text ---

any_text = st.text(st.characters(exclude_categories=()))


@given(
    st.lists(st.sampled_from([*HEAD, PHOTO, *PARAGRAPHS, BIO, DISCLAIMER, *FOOT]) | any_text),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
    st.sampled_from([(), HEAD[:1], HEAD[:2], HEAD[:3], HEAD]),
)
def test_any_text_is_a_page_or_refused(blocks: list[str], between: str, head: tuple[str]) -> None:
    text = page_text(*head, *blocks, between=between)
    try:
        page = parse(text)
    except NotAnArchivedPage:
        return
    assert page.headline
    assert page.paragraphs
    assert all(page.paragraphs)
    assert all(author.name for author in page.authors)


words = st.text(st.characters(categories=["L", "N"]), min_size=1)
sentences = st.lists(words, min_size=1).map(lambda said: f"So: {' '.join(said)}.")


@given(st.lists(sentences, min_size=1))
def test_no_paragraph_is_lost(said: list[str]) -> None:
    page = parse(page_text(*HEAD, PHOTO, *said, BIO, DISCLAIMER, *FOOT))
    assert page == replace(PAGE, paragraphs=tuple(said))


# --- The archive itself ---

SEED = Path(__file__).parents[4] / "shared" / "seeds" / "000_cb97c2e443955e1d.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the archived page is not beside this checkout")
def test_the_archived_page() -> None:
    page = parse(SEED.read_text(encoding="utf-8"))
    (author,) = page.authors
    body = "\n".join(page.paragraphs).encode()
    assert slugify(page.headline) == (
        "hamas-courts-iran-and-terrorist-allies-to-fight-israel-annexation-or-not"
    )
    assert (page.dateline, page.published_at, author.name, page.credit, page.unread) == (
        "Wednesday, October 20th | 15 Heshvan 5782",
        datetime(2020, 7, 19, 7, 47, tzinfo=UTC),
        "Steven Emerson",
        "Reuters / Ibraheem Abu Mustafa",
        (),
    )
    assert page.caption.startswith("Palestinian police officers")
    assert page.caption.endswith("April 29, 2019.")
    assert author.bio.startswith("Steven Emerson is considered")
    assert page.disclaimer.startswith("The opinions presented by")
    assert page.disclaimer.endswith("our Contact page.")
    assert len(page.paragraphs) == 24
    assert hashlib.sha256(body).hexdigest() == (
        "d6bacbe90fec7526df8b682b8e65340c70fe04aac48041030c01f53c1d07454b"
    )
