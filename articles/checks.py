"""
The checks of the publish gate: what each asks of a proof, and how much it weighs unless a rule of
the paper says otherwise. One function a check, one row a check in the tables at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model

from algemeiner.dateline import published
from articles.models import Article, Kind, Level, Photo
from articles.models.consent import Consent
from articles.models.gate import GONE
from articles.proofs import Proof, Standing

LONGEST_HEADLINE = 100  # characters that search results and phones show
SOON = timedelta(days=14)  # when rights end so, somebody should think of what comes after


@dataclass(frozen=True)
class Problem:
    """What a check found, in words that say what to do; `about` is the record to mend, if any."""

    message: str
    about: Model | None = None


@dataclass(frozen=True)
class Check:
    name: str  # stands in rules and in the record, so it never changes
    label: str
    field: str  # of the article's form: where to mend it
    level: Level
    find: Callable[[Proof], Iterable[Problem]]


# What nothing is published without


def no_headline(proof: Proof) -> Iterator[Problem]:
    if not proof.copy.headline.strip():
        yield Problem("A headline is missing.")


def no_section(proof: Proof) -> Iterator[Problem]:
    if proof.copy.section_id is None:
        yield Problem("A section is missing.")


def no_byline(proof: Proof) -> Iterator[Problem]:
    if not proof.authors:
        yield Problem("A byline is missing.")


def no_body(proof: Proof) -> Iterator[Problem]:
    if not proof.copy.body.strip():
        yield Problem("The body is empty.")


# Words


def long_headline(proof: Proof) -> Iterator[Problem]:
    length = len(proof.copy.headline)
    if length > LONGEST_HEADLINE:
        yield Problem(
            f"The headline has {length} characters. Search results and phones show"
            f" {LONGEST_HEADLINE}: shorten it."
        )


def no_dek(proof: Proof) -> Iterator[Problem]:
    if not proof.copy.dek.strip():
        yield Problem("Write a dek: lists and shared links show it under the headline.")


def no_tags(proof: Proof) -> Iterator[Problem]:
    if not proof.tags:
        yield Problem("Add a tag: it leads readers to what else there is on the subject.")


def same_slug(proof: Proof) -> Iterator[Problem]:
    for other in proof.namesakes:
        if other.slug == proof.slug:
            yield Problem(
                f"“{other}” ({_time(other)}) has the same slug."
                " Choose another, so that the two are told apart.",
                other,
            )


def same_headline(proof: Proof) -> Iterator[Problem]:
    for other in proof.namesakes:
        if other.slug != proof.slug:
            yield Problem(
                f"“{other}” ({_time(other)}) has nearly the same headline."
                " If it is the same piece, do not publish it twice; else tell them apart.",
                other,
            )


def _time(article: Article) -> str:
    assert article.publish_at is not None
    return published(article.publish_at)


# Photos


def no_photo(proof: Proof) -> Iterator[Problem]:
    if proof.copy.lead_photo_id is None:
        yield Problem("Choose a lead photo: lists and shared links show it.")


def no_picture(proof: Proof) -> Iterator[Problem]:
    yield from _of_photos(
        proof, lambda photo: not photo.widths, "has no picture yet. Upload its file."
    )


def no_alt(proof: Proof) -> Iterator[Problem]:
    yield from _of_photos(
        proof,
        lambda photo: not photo.alt.strip() and photo.pk in proof.undescribed,
        "has no alternative text. Say what it shows, for those who do not see it.",
    )


def no_credit(proof: Proof) -> Iterator[Problem]:
    yield from _of_photos(
        proof, lambda photo: not photo.credit.strip(), "has no credit. Say whose it is."
    )


def no_licence(proof: Proof) -> Iterator[Problem]:
    yield from _of_photos(
        proof,
        lambda photo: not photo.licence.strip(),
        "has no licence on record. Say by what right the paper prints it.",
    )


def rights_end(proof: Proof) -> Iterator[Problem]:
    for photo in proof.photos:
        if photo.rights_until is not None and photo.rights_until <= proof.day:
            yield Problem(
                f"The rights in the photo “{photo}” last until {_date(photo.rights_until)}."
                " Choose another photo, or renew them.",
                photo,
            )


def rights_end_soon(proof: Proof) -> Iterator[Problem]:
    soon = proof.day + SOON
    for photo in proof.photos:
        if photo.rights_until is not None and proof.day < photo.rights_until <= soon:
            yield Problem(
                f"The rights in the photo “{photo}” last until {_date(photo.rights_until)} only."
                " After that day the section’s default photo stands in for a lead photo.",
                photo,
            )


def _date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _of_photos(proof: Proof, is_wrong: Callable[[Photo], bool], what: str) -> Iterator[Problem]:
    for photo in proof.photos:
        if is_wrong(photo):
            yield Problem(f"The photo “{photo}” {what}", photo)


# Labels


def opinion_unlabelled(proof: Proof) -> Iterator[Problem]:
    section = proof.copy.section
    if section and section.holds_opinion and proof.copy.kind != Kind.OPINION:
        yield Problem(
            f"{section} holds opinion, and this is of the kind {_kind(proof)}, so nothing calls it"
            " opinion. Make its kind Opinion, or move it to another section."
        )
    yield from _contradicted(proof, {Kind.OPINION})


def opinion_elsewhere(proof: Proof) -> Iterator[Problem]:
    section = proof.copy.section
    is_elsewhere = section and proof.copy.kind == Kind.OPINION and not section.holds_opinion
    if is_elsewhere and proof.has_opinion_section:
        yield Problem(
            f"{section} holds reporting, and this is opinion."
            " Move it to a section of opinion, if it does not belong here."
        )


def no_disclaimer(proof: Proof) -> Iterator[Problem]:
    if proof.copy.kind == Kind.OPINION and not proof.site.opinion_disclaimer.strip():
        yield Problem(
            "The paper has no disclaimer for opinion. A managing editor writes it in the site"
            " settings.",
            proof.site,
        )


def no_bio(proof: Proof) -> Iterator[Problem]:
    for author in proof.authors if proof.copy.kind == Kind.OPINION else []:
        if not author.bio.strip():
            yield Problem(f"Write a line about {author}: readers want to know who argues.", author)


def paid_unlabelled(proof: Proof) -> Iterator[Problem]:
    yield from _contradicted(proof, {Kind.SPONSORED, Kind.PRESS_RELEASE})


def _contradicted(proof: Proof, kinds: set[Kind]) -> Iterator[Problem]:
    """A kicker that names another kind than the article's, where one of the two is of `kinds`."""
    kicker = proof.copy.kicker.strip().casefold()
    said = next((kind for kind in Kind if kind.label.casefold() == kicker), None)
    if said and said != proof.copy.kind and {said, proof.copy.kind} & kinds:
        yield Problem(
            f"The kicker says “{proof.copy.kicker.strip()}”, and this is of the kind"
            f" {_kind(proof)}. Make the two agree."
        )


def _kind(proof: Proof) -> str:
    return Kind(proof.copy.kind).label


# Links


def dead_links(proof: Proof) -> Iterator[Problem]:
    for address, answer in proof.outside_links.items():
        if answer and answer.status in GONE:
            yield Problem(f"There is nothing at {address} any more. Mend the link or take it out.")


def silent_links(proof: Proof) -> Iterator[Problem]:
    for address, answer in proof.outside_links.items():
        if answer and answer.problem and answer.status not in GONE:
            yield Problem(f"{address}: {answer.problem}. See whether the link is right.")


def unchecked_links(proof: Proof) -> Iterator[Problem]:
    waiting = sum(answer is None for answer in proof.outside_links.values())
    if waiting:
        yield Problem(
            f"{waiting} link{'s' if waiting > 1 else ''} to other sites not asked yet."
            " It is done within a minute of saving."
        )


def unpublished_links(proof: Proof) -> Iterator[Problem]:
    words = {
        Standing.GONE: "Readers would find {} gone: it was withdrawn or has expired.",
        Standing.NOTHING: "Readers would find nothing at {}: no such page is published by then.",
    }
    for path, standing in proof.own_links.items():
        if standing in words:
            yield Problem(f"{words[standing].format(path)} Take the link out.")


def moved_links(proof: Proof) -> Iterator[Problem]:
    for path, standing in proof.own_links.items():
        if standing is Standing.MOVED:
            yield Problem(f"{path} has moved. Readers are led on; link to the new address.")


# What came from outside


def objection(proof: Proof) -> Iterator[Problem]:
    piece = proof.submission
    if piece and proof.consent is Consent.OBJECTED:
        yield Problem(
            f"{piece.sender_name} objects to what was edited. Read why, and change it.", piece
        )


def not_shown(proof: Proof) -> Iterator[Problem]:
    piece = proof.submission
    if piece and proof.consent is Consent.UNSEEN:
        yield Problem(
            f"{piece.sender_name} has said nothing yet to what was edited. Ask them to look.", piece
        )


REQUIRED, ADVICE = Level.BLOCKING, Level.ADVISORY

# No rule lightens these, nobody overrides them, and the system is held to them too.
ESSENTIALS = [
    Check("headline", "A headline", "headline", REQUIRED, no_headline),
    Check("section", "A section", "section", REQUIRED, no_section),
    Check("byline", "A byline", "bylines", REQUIRED, no_byline),
    Check("body", "A text", "body", REQUIRED, no_body),
]
CHECKS = [
    Check("headline_length", "Headline of a good length", "headline", ADVICE, long_headline),
    Check("dek", "A dek", "dek", ADVICE, no_dek),
    Check("tags", "Tags", "tags", ADVICE, no_tags),
    Check("same_slug", "A slug of its own", "slug", ADVICE, same_slug),
    Check("same_headline", "A headline of its own", "headline", ADVICE, same_headline),
    Check("photo", "A lead photo", "lead_photo", ADVICE, no_photo),
    Check("photo_picture", "Photos with their picture", "lead_photo", ADVICE, no_picture),
    Check("photo_alt", "Photos described in words", "lead_photo", REQUIRED, no_alt),
    Check("photo_credit", "Photos with a credit", "lead_photo", REQUIRED, no_credit),
    Check("photo_rights", "Rights in the photos", "lead_photo", REQUIRED, rights_end),
    Check("photo_rights_soon", "Rights that last", "lead_photo", ADVICE, rights_end_soon),
    Check("photo_licence", "Licence of the photos", "lead_photo", ADVICE, no_licence),
    Check("opinion_label", "Opinion called opinion", "kind", REQUIRED, opinion_unlabelled),
    Check("opinion_section", "Opinion in its section", "section", ADVICE, opinion_elsewhere),
    Check("opinion_disclaimer", "Disclaimer under opinion", "kind", REQUIRED, no_disclaimer),
    Check("opinion_bio", "Who argues, under opinion", "bylines", ADVICE, no_bio),
    Check("paid_label", "What is paid for called so", "kind", REQUIRED, paid_unlabelled),
    Check("unpublished_links", "Links to what is published", "body", REQUIRED, unpublished_links),
    Check("moved_links", "Links to where things are", "body", ADVICE, moved_links),
    Check("dead_links", "Links that lead somewhere", "body", ADVICE, dead_links),
    Check("silent_links", "Links that answer", "body", ADVICE, silent_links),
    Check("unchecked_links", "Links that were asked", "body", ADVICE, unchecked_links),
    Check("sender_objects", "No objection of its sender", "body", REQUIRED, objection),
    Check("sender_asked", "Shown to its sender", "body", ADVICE, not_shown),
]
