from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import photos, reads
from articles.contributing import submissions
from articles.models import Autosave, Photo, Site, Submission
from authors.models import Contributor
from tests.articles.views.contributing.test_pieces import published
from tests.factories import ENOUGH, PhotoFactory, SectionFactory, UserFactory, make_submission, send
from tests.markup import elements, texts
from tests.pictures import picture

pytestmark = pytest.mark.django_db

TEN = "<p>One two three four five six seven eight nine ten.</p>"


def page_of(piece):
    return f"/contribute/{piece.pk}/"


def filled_in(client, piece, **typed):
    """The form of a piece's page as its browser would send it, with what was typed."""
    form = client.get(page_of(piece)).context["form"]
    data = {field.name: field.value() for field in form if field.value() not in (None, "")}
    hidden = {"person": form.opened_for, "draft": str(form.draft), "took_up": form.took_up}
    return data | hidden | typed


def post(client, piece, button="_save", **typed):
    return client.post(page_of(piece), filled_in(client, piece, **typed) | {button: ""})


def jpeg(name="street.jpg"):
    return SimpleUploadedFile(name, picture(300, 200), "image/jpeg")


def test_what_is_typed_is_saved(client, sender):
    piece = make_submission(sender)
    response = post(
        client,
        piece,
        headline="A\nStreet",
        dek="Ours.",
        body="<p>Text<script>x</script></p>",
        sources="https://a.example/\nhttps://b.example/",
        message="Soon, please.",
        licence="first",
    )
    assert response.headers["Location"] == page_of(piece)
    piece.refresh_from_db()
    assert (piece.headline, piece.dek, piece.body, piece.licence, piece.message) == (
        *("A Street", "Ours.", "<p>Text</p>", "first", "Soon, please."),
    )
    assert piece.source_links == ["https://a.example/", "https://b.example/"]
    assert (piece.status, piece.version) == ("draft", 2)


def test_without_the_editor_an_empty_line_parts_paragraphs(client, sender):
    piece = make_submission(sender)
    post(client, piece, body="One & two\r\nthree <four>\r\n\r\n\r\nFive")
    piece.refresh_from_db()
    assert piece.body == "<p>One &amp; two<br>three &lt;four&gt;</p><p>Five</p>"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sources": "not an address"}, "sources"),
        ({"previously_published": "javascript:alert(1)"}, "previously_published"),
        ({"licence": "mine"}, "licence"),
        ({"headline": "x" * 251}, "headline"),
        ({"body": "x" * 1_000_001}, "body"),
        ({"rights": "none"}, "rights"),
    ],
)
def test_what_cannot_be_saved_is_told_and_stays_in_the_form(client, sender, typed, field):
    piece = make_submission(sender)
    response = post(client, piece, dek="Kept", **typed)
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["dek"].value() == "Kept"
    piece.refresh_from_db()
    assert (piece.dek, piece.version) == ("", 1)


def test_sending_saves_first_and_tells_what_is_lacking(client, sender):
    piece = make_submission(sender)
    response = post(client, piece, "_send", body="<p>Short.</p>", headline="")
    assert texts(response, ".error-summary")[0] == (
        "Saved, but not sent yet Headline: Give it a headline. "
        "Text: The text has 1 words. It needs 10 at least."
    )
    piece.refresh_from_db()
    assert (piece.body, piece.status) == ("<p>Short.</p>", "draft")
    # The form of the refusal goes on from what was saved.
    again = {"based_on": response.context["form"]["based_on"].value(), "licence": "exclusive"}
    typed = {"headline": "Longer", "body": TEN, "person": str(sender.pk), "_send": ""}
    client.post(page_of(piece), again | typed)
    piece.refresh_from_db()
    assert (piece.status, piece.manuscript.body) == ("submitted", TEN)


def test_what_was_sent_is_read_and_not_changed(client, sender):
    piece = send(make_submission(sender))
    response = client.get(page_of(piece))
    assert response.context["form"] is None
    assert elements(response, ".writing-form") == []
    assert elements(response, ".manuscript") != []


def test_a_form_that_was_open_when_the_piece_was_sent_keeps_its_text(client, sender):
    piece = make_submission(sender)
    data = filled_in(client, piece, headline="Too Late")
    send(piece)
    response = client.post(page_of(piece), data | {"_save": ""})
    assert response.context["form"].non_field_errors() == [
        "It cannot be changed now: the piece is submitted."
    ]
    assert response.context["form"]["headline"].value() == "Too Late"
    assert Submission.objects.get().headline == "Our Street"


def test_a_button_that_is_pressed_twice_sends_once(client, sender):
    piece = make_submission(sender)
    data = filled_in(client, piece) | {"_send": ""}
    answers = [client.post(page_of(piece), data) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [page_of(piece)] * 2
    assert piece.manuscripts.count() == 1


def test_two_windows_are_shown_both_texts_and_lose_nothing(client, sender):
    piece = make_submission(sender, body="<p>One two three.</p>")
    first = filled_in(client, piece, body="<p>One two four.</p>")
    second = filled_in(client, piece, body="<p>One two five.</p>")
    client.post(page_of(piece), first | {"_save": ""})
    response = client.post(page_of(piece), second | {"_send": ""})
    assert "another window" in response.context["form"].non_field_errors()[0]
    assert texts(response, "del")[1:] == ["taken out: four."]
    assert texts(response, "ins")[1:] == ["put in: five."]
    piece.refresh_from_db()
    assert (piece.body, piece.status) == ("<p>One two four.</p>", "draft")
    again = second | {"based_on": response.context["form"]["based_on"].value(), "_save": ""}
    client.post(page_of(piece), again)
    piece.refresh_from_db()
    assert piece.body == "<p>One two five.</p>"


def test_a_form_of_somebody_who_logged_out_saves_nothing(client, sender):
    piece = make_submission(sender)
    response = post(client, piece, person="0", headline="Mine")
    assert "opened by somebody else" in response.context["form"].non_field_errors()[0]
    assert Submission.objects.get().headline == "Our Street"


def test_an_answer_goes_with_the_changes(client, sender):
    editor = UserFactory(name="Ida Roth")
    piece = send(make_submission(sender))
    submissions.request_changes(piece, text="Where from?", by=editor)
    response = client.get(page_of(piece))
    assert texts(response, ".asked") == ["Ida Roth asks for changes Where from?"]
    assert texts(response, "button.primary") == ["Send your changes"]
    post(client, piece, "_send", answer="From the minutes.", body=TEN)
    piece.refresh_from_db()
    assert (piece.status, piece.acts.last().text) == ("resubmitted", "From the minutes.")
    assert piece.manuscripts.count() == 2


def test_notes_of_the_editors_stay_theirs(client, sender):
    editor = UserFactory(name="Ida Roth")
    piece = send(make_submission(sender))
    submissions.note(piece, text="Is he known?", by=editor)
    submissions.remark(piece, text="Thank you.", by=editor)
    response = client.get(page_of(piece))
    said = [words for _, words in response.context["said"]]
    assert said == ["You sent it", "Ida Roth wrote"]
    assert "known" not in response.content.decode()


def test_what_is_shown_is_escaped(client, sender):
    piece = make_submission(sender, headline="<script>1</script>")
    piece = submissions.reply(send(piece), text="<script>2</script>", by=sender)
    html = client.get(page_of(piece)).content.decode()
    assert "<script>1" not in html
    assert "<script>2" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_a_fixed_number_of_queries(client, sender, django_assert_num_queries, count):
    editor = UserFactory()
    piece = send(make_submission(sender))
    for _ in range(count):
        submissions.remark(piece, text="Well.", by=editor)
    with django_assert_num_queries(6):
        client.get(page_of(piece))


def test_how_often_it_was_read_is_told(client, sender):
    piece = send(make_submission(sender))
    published(piece)
    assert client.get(page_of(piece)).context["reads"] == 0
    reads.keep({Submission.objects.get().article_id: 3})
    (facts,) = texts(client.get(page_of(piece)), ".standing-of-piece")
    assert facts.endswith("Read so far3 times")
    assert client.get(page_of(make_submission(sender))).context["reads"] is None


# What was typed and not saved


def keep(piece, sender, **fields):
    typed = {"based_on": ["1"], "person": [str(sender.pk)], "licence": ["exclusive"]}
    key = uuid4()
    typed |= {name: [value] for name, value in fields.items()} | {"draft": [str(key)]}
    about = {"submission": piece, "user": sender, "saved_at": timezone.now()}
    return Autosave.objects.create(key=key, fields=typed, **about)


def test_what_was_typed_and_not_saved_is_taken_up(client, sender):
    piece = make_submission(sender)
    kept = keep(piece, sender, headline="Half a Head", body=ENOUGH)
    response = client.get(page_of(piece))
    form = response.context["form"]
    assert (form["headline"].value(), form.took_up) == ("Half a Head", str(kept.pk))
    assert elements(response, ".taken-up") != []
    post(client, piece)
    assert (Submission.objects.get().headline, Autosave.objects.count()) == ("Half a Head", 0)


def test_what_was_typed_over_an_older_version_is_offered(client, sender):
    piece = make_submission(sender)
    kept = keep(piece, sender, headline="Half a Head", body=ENOUGH)
    submissions.save(piece, {"headline": "Saved"}, seen=1, by=sender)
    response = client.get(page_of(piece))
    assert response.context["form"]["headline"].value() == "Saved"
    assert [offer.differs for offer in response.context["offers"]] == ["headline"]
    response = client.get(page_of(piece), {"draft": str(kept.pk)})
    assert response.context["form"]["headline"].value() == "Half a Head"
    assert response.context["form"].took_up == str(kept.pk)


def test_what_came_from_the_browser_since_is_offered_on_the_open_page(client, sender):
    piece = make_submission(sender)
    offers = page_of(piece) + "offers/"
    assert elements(client.get(offers), ".offer") == []
    keep(piece, sender, headline="Half a Head", body=ENOUGH)
    assert texts(client.get(offers), "strong") == ["Half a Head"]
    send(piece)
    assert elements(client.get(offers), ".offer") == []


def test_nobody_takes_up_what_another_typed(client, sender):
    piece = make_submission(sender)
    theirs = keep(piece, UserFactory(), headline="Not Yours")
    elsewhere = keep(make_submission(sender), sender, headline="Not Here")
    for draft in (theirs, elsewhere):
        response = client.get(page_of(piece), {"draft": str(draft.pk)})
        assert response.context["form"]["headline"].value() == "Our Street"


# Its photo


def test_a_photo_comes_with_its_words_and_rights(client, sender):
    piece = make_submission(sender)
    about = {"caption": "Dusk.", "alt": "A bridge.", "credit": "Dan Katz", "rights": "own"}
    post(client, piece, picture=jpeg(), **about)
    photo = Submission.objects.get().photo
    assert (photo.caption, photo.alt, photo.credit, photo.licence, photo.source) == (
        *("Dusk.", "A bridge.", "Dan Katz", "The sender’s own picture"),
        "Dan Katz",
    )
    assert client.get(page_of(piece)).context["form"]["rights"].value() == "own"


def test_only_its_sender_sees_the_photo_before_it_is_sent(client, sender):
    piece = make_submission(sender)
    post(client, piece, picture=jpeg())
    photo = Submission.objects.get().photo
    assert client.get(page_of(piece) + "photo/").status_code == 204
    photos.render(photo)
    response = client.get(page_of(piece) + "photo/")
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in response["Cache-Control"]
    b"".join(response.streaming_content)
    assert client.get(f"/media/photos/{photo.key}/240.jpg").status_code == 404
    assert list(Photo.objects.not_secret_from(UserFactory())) == []


def test_another_picture_takes_the_place_of_the_first(client, sender):
    piece = make_submission(sender)
    about = {"alt": "A bridge.", "credit": "Dan Katz", "rights": "own"}
    post(client, piece, picture=jpeg(), **about)
    first = Photo.objects.get()
    post(client, piece, picture=jpeg("other.jpg"))
    second = Photo.objects.get()
    assert (second.pk, second.key != first.key, second.alt) == (first.pk, True, "A bridge.")


def test_what_was_sent_keeps_its_photo(client, sender):
    editor = UserFactory()
    piece = make_submission(sender, body=ENOUGH)
    about = {"alt": "A bridge.", "credit": "Dan Katz", "rights": "own"}
    post(client, piece, "_send", picture=jpeg(), **about)
    submissions.request_changes(Submission.objects.get(), text="Another photo?", by=editor)
    post(client, piece, picture=jpeg("other.jpg"))
    first, second = Photo.objects.order_by("pk")
    piece.refresh_from_db()
    assert (piece.manuscript.photo, piece.photo) == (first, second)
    post(client, piece, "_remove_photo")
    piece.refresh_from_db()
    assert (piece.photo, list(Photo.objects.all())) == (None, [first])


def test_no_picture_is_told_and_the_text_stays(client, sender):
    piece = make_submission(sender)
    bad = SimpleUploadedFile("street.jpg", b"no picture", "image/jpeg")
    response = post(client, piece, picture=bad, headline="Still Here")
    assert list(response.context["form"].errors) == ["picture"]
    assert response.context["form"]["headline"].value() == "Still Here"
    assert Photo.objects.count() == 0


def test_a_deleted_draft_leaves_no_photo(client, sender):
    piece = make_submission(sender)
    post(client, piece, picture=jpeg())
    version = Submission.objects.get().version
    client.post(page_of(piece) + "discard/", {"seen": version})
    assert (Submission.objects.count(), Photo.objects.count()) == (0, 0)
    jobs = ProcrastinateJob.objects.values_list("task_name", flat=True)
    assert "articles.tasks.forget_files" in jobs


def test_a_photo_that_lacks_something_is_not_sent(client, sender):
    piece = make_submission(sender, photo=PhotoFactory(alt="", credit="", licence=""))
    response = post(client, piece, "_send")
    assert response.context["form"].errors["picture"] == [
        "Say what the photo shows, for those who do not see it.",
        "Say whose photo it is.",
        "Say by what right we may print the photo.",
    ]


def test_who_is_trusted_publishes_by_a_button(client, sender):
    piece = make_submission(sender)
    page = client.get(page_of(piece))
    assert "_publish" not in {button.attrs.get("name") for button in elements(page, "button")}
    assert post(client, piece, "_publish").status_code == 200
    assert Submission.objects.get().status == "draft"
    Site.objects.update(trusted_section=SectionFactory(name="Opinion"))
    Contributor.objects.update(trust="trusted")
    assert "Publish it now in Opinion" in texts(client.get(page_of(piece)), "button")
    lacking = post(client, piece, "_publish", headline="")
    assert "Give it a headline." in lacking.text
    assert post(client, piece, "_publish", headline="Ours").status_code == 302
    article = Submission.objects.get().article
    assert client.get(article.get_absolute_url()).status_code == 200
    assert "Readers have it." in client.get(page_of(piece)).text
