from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from algemeiner.recaptcha_standin import Answer, Token
from articles import photos
from articles.contributing import guests, links, submissions
from articles.models import Photo, Submission
from articles.renditions import inspect
from tests.documents import LONG, bomb, docx, p
from tests.factories import (
    AuthorFactory,
    UserFactory,
    begun,
    make_guest_submission,
    make_submission,
)
from tests.markup import element, elements, texts
from tests.pictures import picture

pytestmark = pytest.mark.django_db

WORDS = "A word of it. " * 100  # 400 words
PIECE = {
    "name": "Dan Katz",
    "email": "dan@example.org",
    "headline": "Our Street",
    "body": WORDS,
    "licence": "exclusive",
}
OF_PHOTO = {"alt": "A street in rain", "credit": "Dan Katz", "rights": "own"}


@pytest.fixture(autouse=True)
def _answered(standin):
    """Each test has a captcha that answers."""


def send(client, **fields):
    return client.post("/submit/", PIECE | {"captcha": token(), "begun": begun()} | fields)


def token():
    return str(Token(action="submit"))


def word(name="piece.docx", body=None):
    return SimpleUploadedFile(name, body or docx(p("The Price of Bread", "T") + p(f"{LONG} ") * 30))


def jpeg(name="street.jpg"):
    return SimpleUploadedFile(name, picture(800, 600), "image/jpeg")


def kept():
    return list(Submission.objects.values_list("headline", "status", "screening"))


def files(folder):
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def typed(response):
    return element(response, "textarea[name=body]").text.strip()


class TestEveryAnswerOfTheCaptcha:
    @pytest.mark.parametrize(
        ("answer", "screening", "is_mailed"),
        [
            (Answer.SUCCESS, "passed", True),
            (Answer.SILENCE, "held", True),
            (Answer.GARBAGE, "held", True),
            (Answer.HANG_UP, "held", True),
            (Answer.WRONG_HOSTNAME, "held", False),
            (Answer.WRONG_ACTION, "held", False),
            (Answer.DUPLICATE, "held", False),
            (Answer.WRONG_SECRET, "held", True),
            (Answer.SERVER_ERROR, "held", True),
        ],
    )
    def test_the_piece_is_kept(self, client, standin, answer, screening, is_mailed):
        standin.answer = answer
        response = send(client)
        assert (response.status_code, response.headers["Location"]) == (302, "/submit/sent/")
        assert kept() == [("Our Street", "unconfirmed", screening)]
        assert (Submission.objects.get().mailed_at is not None) is is_mailed

    def test_who_scores_low_is_given_the_box_with_all_that_was_sent(self, client, standin):
        standin.answer = Answer.LOW_SCORE
        response = send(client, body="", document=word(), picture=jpeg(), **OF_PHOTO)
        assert (response.status_code, kept()) == (200, [])
        assert "tick the box" in texts(response, ".error-summary")[0]
        assert typed(response).endswith(f"<p>{LONG}</p>")
        again = {"checkbox": "shown", "g-recaptcha-response": str(Token(action=""))}
        carried = element(response, "input[name=kept]").attrs["value"]
        again |= {"body": typed(response), "kept": carried} | OF_PHOTO
        assert send(client, **again).status_code == 302
        assert kept() == [("Our Street", "unconfirmed", "passed")]
        assert Photo.objects.get().original_name == "street.jpg"

    def test_without_scripts_it_is_asked_by_mail_and_held_when_it_is_confirmed(self, client):
        client.post("/submit/", PIECE | {"begun": begun()})
        assert kept() == [("Our Street", "unconfirmed", "held")]
        assert list(Submission.objects.quarantined()) == []
        guests.submissions.confirm(Submission.objects.get())
        assert list(Submission.objects.quarantined()) == [Submission.objects.get()]


@pytest.mark.parametrize("fields", [{"website": "https://pills.example"}, {"begun": ""}])
def test_what_speaks_against_itself_is_held_and_nobody_is_written_to(client, fields):
    assert send(client, **fields).headers["Location"] == "/submit/sent/"
    piece = Submission.objects.get()
    assert (piece.screening, piece.mailed_at) == ("held", None)
    assert list(Submission.objects.quarantined()) == [piece]


def test_links_to_what_a_text_relies_on_do_not_speak_against_it(client):
    links_ = "".join(f'<p><a href="https://example.org/{n}">There</a></p>' for n in range(9))
    send(client, body=f"<p>{WORDS}</p>{links_}")
    assert kept() == [("Our Street", "unconfirmed", "passed")]


class TestWhatWasAttached:
    def test_a_document_becomes_the_text(self, client):
        assert send(client, headline="", body="", document=word()).status_code == 302
        piece = Submission.objects.get()
        assert (piece.headline, piece.body) == ("The Price of Bread", f"<p>{LONG}</p>" * 30)

    def test_it_stands_in_the_text_field_when_something_else_is_wrong(self, client):
        response = send(client, email="dan@", headline="", body="I say:", document=word())
        assert kept() == []
        assert typed(response) == " ".join(["I say:", *[LONG] * 30])
        assert element(response, "input[name=headline]").attrs["value"] == "The Price of Bread"
        assert texts(response, ".form-taken") == ["“piece.docx” is now in the text field."]

    @pytest.mark.parametrize("scripted", ["", "yes"])
    def test_its_marks_are_there_for_the_editor_and_where_they_say_something(
        self, client, scripted
    ):
        formatted = word(body=docx(p("Bread", "T") + p(LONG) + p("Flour", "H1")))
        response = send(client, email="dan@", body="", document=formatted, scripted=scripted)
        body = f"<h2>Bread</h2><p>{LONG}</p><h2>Flour</h2>"
        assert typed(response) == body
        assert ("leave it as it is" in texts(response, ".form-taken")[0]) is (scripted == "")

    def test_another_headline_keeps_that_of_the_document_over_the_text(self, client):
        send(client, body="", document=word())
        piece = Submission.objects.get()
        assert piece.headline == "Our Street"
        assert piece.body.startswith(f"<h2>The Price of Bread</h2><p>{LONG}</p>")

    def test_one_that_cannot_be_read_leaves_what_was_typed_and_nothing_else(self, client):
        response = send(client, document=word(body=bomb(50_000_000)))
        assert kept() == []
        assert "far more than a text" in texts(response, ".error-summary")[0]
        assert typed(response) == WORDS.strip()

    def test_a_picture_is_taken_in_with_the_piece(self, client):
        send(client, picture=jpeg(), **OF_PHOTO)
        photo = Submission.objects.get().photo
        assert (photo.alt, photo.credit) == ("A street in rain", "Dan Katz")
        assert (photo.licence, photo.source) == ("The sender’s own picture", "Dan Katz")
        assert (photo.original_name, photo.created_by, photo.width) == ("street.jpg", None, 800)
        assert files("kept-pictures") == []

    def test_it_is_kept_for_the_next_try(self, client):
        response = send(client, picture=jpeg())
        assert kept() == []
        assert "Say whose photo it is." in texts(response, ".error-summary")[0]
        assert "“street.jpg” is kept and goes with your piece." in texts(response, ".form-taken")
        carried = element(response, "input[name=kept]").attrs["value"]
        assert len(files("kept-pictures")) == 1
        response = send(client, kept=carried, **OF_PHOTO | {"email": "dan@"})
        assert element(response, "input[name=kept]").attrs["value"] == carried
        assert send(client, kept=carried, **OF_PHOTO).status_code == 302
        assert Submission.objects.get().photo.original_name == "street.jpg"
        assert files("kept-pictures") == []

    def test_another_takes_its_place_and_it_can_be_left_out(self, client):
        carried = element(send(client, picture=jpeg()), "input[name=kept]").attrs["value"]
        response = send(client, kept=carried, picture=jpeg("square.jpg"))
        assert "“square.jpg” is kept" in texts(response, ".form-taken")[0]
        assert len(files("kept-pictures")) == 1
        carried = element(response, "input[name=kept]").attrs["value"]
        response = send(client, kept=carried, without_picture="on", email="dan@")
        assert elements(response, "input[name=kept][value]") == []
        assert files("kept-pictures") == []

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"<svg/>", "This is not a picture that can be used."),
            (bytes(10 * 1024 * 1024 + 1), "The picture is larger than 10 MB."),
        ],
    )
    def test_one_that_cannot_be_used_is_refused_in_words(self, client, content, words):
        response = send(client, picture=SimpleUploadedFile("street.jpg", content), **OF_PHOTO)
        assert words in texts(response, ".error-summary")[0]
        assert (kept(), files("kept-pictures"), Photo.objects.count()) == ([], [], 0)
        assert typed(response) == WORDS.strip()

    @pytest.mark.parametrize("carried", ["junk", "x" * 5_000, "../../etc/passwd"])
    def test_a_token_that_is_none_of_ours_is_no_picture(self, client, carried):
        response = send(client, kept=carried, **OF_PHOTO)
        assert "Choose your photo once more" in texts(response, ".error-summary")[0]

    def test_on_a_full_disk_nothing_is_lost_but_the_photo(self, client, monkeypatch):
        def full(*args):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(default_storage.__class__, "_save", full)
        response = send(client, picture=jpeg(), **OF_PHOTO)
        assert "has no room for the photo" in texts(response, ".error-summary")[0]
        assert texts(response, ".form-taken") == [
            "Choose your photo once more: it could not be kept."
        ]
        assert (kept(), Photo.objects.count(), typed(response)) == ([], 0, WORDS.strip())


def test_the_same_piece_sent_again_takes_the_place_of_the_first(client):
    """By who pressed twice, or had no mail: not by another address, and not once it is sent."""
    send(client, picture=jpeg(), **OF_PHOTO)
    send(client, headline="Our Long Street")
    assert kept() == [("Our Long Street", "unconfirmed", "passed")]
    assert Photo.objects.count() == 0
    send(client, email="ida@example.org")
    assert sorted(kept()) == [
        ("Our Long Street", "unconfirmed", "passed"),
        ("Our Street", "unconfirmed", "held"),
    ]
    Submission.objects.update(status="submitted")
    send(client)
    assert Submission.objects.count() == 3


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"email": "dan@"}, "Enter a valid email address."),
            ({"body": ""}, "Write your text here, or attach it."),
            ({"body": "Three short words"}, "It needs 10 at least."),
            ({"headline": ""}, "This field is required."),
            ({"licence": "reprint"}, "Say where it was published first."),
            ({"previously_published": "https://example.org/"}, "is a reprint"),
        ],
    )
    def test_it_is_said_and_all_else_is_there(self, client, fields, words):
        response = send(client, **fields)
        assert (response.status_code, kept()) == (200, [])
        assert words in texts(response, ".error-summary")[0]
        for name in {"name", "email", "headline"} - set(fields):
            assert element(response, f"input[name={name}]").attrs["value"] == PIECE[name]
        if "body" not in fields:
            assert typed(response) == WORDS.strip()

    def test_markup_in_the_text_is_words_and_in_the_editor_is_cleaned(self, client):
        send(client, body=f"I <b>hate</b> it. {WORDS}")
        send(client, body=f"<p onclick=x>I <script>hate</script><b>it</b>. {WORDS}</p>")
        first, second = Submission.objects.order_by("pk")
        assert first.body.startswith("<p>I &lt;b&gt;hate&lt;/b&gt; it.")
        assert second.body.startswith("<p>I it. A word")

    def test_nothing_that_was_typed_turns_the_words_around_it(self, client):
        send(client, name="Dan\r\nBcc: all", headline="Our \u202eteertS", body=f"\u2067{WORDS}")
        piece = Submission.objects.get()
        assert (piece.name, piece.headline) == ("Dan Bcc: all", "Our teertS")
        assert piece.body == f"<p>{WORDS.strip()}</p>"


def test_who_sends_too_much_keeps_their_words(client):
    for number in range(5):
        assert send(client, body=f"{WORDS} {number}").status_code == 302
    response = send(client, body="", document=word(), picture=jpeg(), **OF_PHOTO)
    assert (response.status_code, Submission.objects.count()) == (429, 5)
    assert typed(response).endswith(f"<p>{LONG}</p>")
    assert "“street.jpg” is kept" in " ".join(texts(response, ".form-taken"))


def test_who_tries_without_end_is_not_even_read(client, standin):
    for _ in range(20):
        send(client, email="dan@")
    asked = len(standin.requests)
    response = send(client, document=word())
    assert (response.status_code, len(standin.requests)) == (429, asked)
    assert typed(response) == WORDS.strip()
    assert "attach them once more" in texts(response, ".form-taken")[0]


class TestConfirming:
    def link(self, piece):
        return f"/submit/confirm/{links.confirming(piece.pk, piece.link_key)}/"

    def test_only_the_button_confirms(self, client):
        piece = make_guest_submission(link_key="k")
        for _ in range(2):
            response = client.get(self.link(piece))
            assert texts(response, "button")[0] == "Yes, send my piece"
            assert "no-store" in response.headers["Cache-Control"]
        assert Submission.objects.get().status == "unconfirmed"
        response = client.post(self.link(piece))
        own = f"/submit/{links.own(piece.pk, 'k')}/"
        assert response.headers["Location"].endswith(own)
        piece.refresh_from_db()
        assert (piece.status, piece.manuscripts.count()) == ("submitted", 1)
        assert list(Submission.objects.in_the_queue()) == [piece]

    def test_a_second_press_leads_to_the_piece(self, client):
        piece = make_guest_submission(link_key="k")
        for _ in range(2):
            assert client.post(self.link(piece)).status_code == 302
        assert piece.manuscripts.count() == 1

    def test_after_seven_days_another_link_is_sent(self, client, time_machine):
        piece = make_guest_submission(link_key="k")
        link = self.link(piece)
        time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1), tick=False)
        assert texts(client.get(link), "button")[0] == "Send me another link"
        assert client.post(link).headers["Location"] == "/submit/sent/"
        piece.refresh_from_db()
        assert (piece.status, piece.mailed_at) == ("unconfirmed", timezone.now())
        assert client.post(self.link(piece)).status_code == 302
        piece.refresh_from_db()
        assert piece.status == "submitted"

    def test_a_piece_that_may_not_be_sent_any_more_says_why(self, client):
        piece = make_guest_submission(link_key="k", body="<p>Short.</p>")
        response = client.post(self.link(piece))
        assert "needs 10 at least" in texts(response, ".notice")[0]
        piece.refresh_from_db()
        assert piece.status == "unconfirmed"

    @pytest.mark.parametrize("key", ["", "other"])
    def test_an_older_key_opens_nothing(self, client, key):
        piece = make_guest_submission(link_key="k")
        piece.link_key = key
        for link in (self.link(piece), f"/submit/{links.own(piece.pk, key)}/"):
            assert client.get(link).status_code == client.post(link).status_code == 404

    def test_a_link_opens_one_thing_only(self, client):
        piece = make_guest_submission(link_key="k", status="submitted")
        confirming, own = links.confirming(piece.pk, "k"), links.own(piece.pk, "k")
        assert client.get(f"/submit/{confirming}/").status_code == 404
        assert client.get(f"/submit/confirm/{own}/").status_code == 404
        other = "B" if own.endswith("A") else "A"
        assert client.get(f"/submit/{own[:-1]}{other}/").status_code == 404


class TestThePageOfAPiece:
    def test_only_its_own_link_opens_it(self, client):
        piece = make_guest_submission(link_key="k", status="submitted")
        response = client.get(f"/submit/{links.own(piece.pk, 'k')}/")
        assert texts(response, "h1") == ["Our Street"]
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert response.headers["Referrer-Policy"] == "same-origin"

    def test_not_before_the_address_is_confirmed(self, client):
        piece = make_guest_submission(link_key="k")
        assert client.get(f"/submit/{links.own(piece.pk, 'k')}/").status_code == 404

    def test_not_a_contributors_piece(self, client):
        piece = make_submission(link_key="k")
        assert client.get(f"/submit/{links.own(piece.pk, 'k')}/").status_code == 404


class TestWhatAGuestDoesThere:
    """By the same views as a contributor, without an account and without what that keeps."""

    @pytest.fixture
    def piece(self):
        piece = make_guest_submission(link_key="k")
        return submissions.confirm(piece)

    @pytest.fixture
    def page(self, piece):
        return f"/submit/{links.own(piece.pk, 'k')}/"

    def test_where_it_stands_and_no_way_into_an_account(self, client, page):
        response = client.get(page)
        assert texts(response, "h1") == ["Our Street"]
        assert "keep it to yourself" in texts(response, ".guest-nav")[0]
        assert "/contribute/" not in response.content.decode()

    def test_a_word_to_the_editors(self, client, piece, page):
        response = client.post(f"{page}reply/", {"text": "Print it on Friday."})
        assert response.headers["Location"] == page
        assert texts(client.get(page), ".text") == ["Print it on Friday."]

    def test_it_is_withdrawn_begun_again_and_sent_again(self, client, piece, page):
        client.post(f"{page}withdraw/", {"text": ""})
        assert Submission.objects.get().status == "withdrawn"
        client.post(f"{page}reopen/")
        form = client.get(page).context["form"]
        fields = {f.name: f.value() for f in form if f.value() not in (None, "")}
        response = client.post(page, fields | {"headline": "Our Long Street", "_send": ""})
        assert response.headers["Location"] == page
        piece.refresh_from_db()
        assert (piece.headline, piece.status) == ("Our Long Street", "submitted")
        assert piece.manuscripts.count() == 2

    def test_what_was_edited_is_agreed_to(self, client, piece, page):
        by = UserFactory()
        submissions.accept(piece, by=by, author=AuthorFactory(name="Dan Katz"))
        assert texts(client.get(page), "a.button") == ["Read what was edited"]
        compared = client.get(f"{page}compare/")
        seen = elements(compared, "input[name=seen]")[0].attrs["value"]
        response = client.post(f"{page}agree/", {"seen": seen})
        assert response.headers["Location"] == page
        assert piece.acts.last().verb == "agree"

    def test_a_new_link_ends_this_one(self, client, piece, page):
        response = client.post(f"{page}renew/")
        assert texts(response, "h1") == ["A new link is on its way"]
        assert client.get(page).status_code == 404
        piece.refresh_from_db()
        assert client.get(f"/submit/{links.own(piece.pk, piece.link_key)}/").status_code == 200

    @pytest.mark.parametrize("path", ["draft/", "publish/", "photo/", "compare/"])
    def test_nothing_else_is_there(self, client, page, path):
        assert client.get(page + path).status_code in (404, 405)
        assert client.post(page + path).status_code in (404, 405)

    def test_its_photo_is_shown_to_its_sender_only(self, client, settings, piece, page):
        photo = photos.take_in(inspect(picture(800, 600)), "street.jpg", by=None).photo
        Submission.objects.update(photo=photo)
        photos.render(photo)
        shown = client.get(f"{page}photo/")
        assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
        assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
        assert client.get(photo.url(400)).status_code == 404

    def test_what_editors_note_for_each_other_is_not_told(self, client, piece, page):
        submissions.note(piece, text="A bore.", by=UserFactory())
        assert "A bore." not in client.get(page).content.decode()
