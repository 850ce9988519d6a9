import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import DESK_ROLES, Role
from authors.models import Contributor, Terms
from tests.articles.admin.forms import filled_in
from tests.factories import PhotoFactory, UserFactory, make_applicant
from tests.markup import element, elements, texts
from tests.pictures import picture

pytestmark = pytest.mark.django_db

PAGE = "/contribute/profile/"


@pytest.fixture
def dov(client):
    person = make_applicant(name="Dov Adler", bio="", standing="profile")
    client.force_login(person.user)
    return person


def send(client, button="_save", **typed):
    form = filled_in(client.get(PAGE))
    return client.post(PAGE, form | typed | {button: "1"})


def stored():
    return Contributor.objects.get()


def wrong(response):
    """What the page says is wrong, as one text."""
    return " ".join(texts(response, ".error-summary")).removeprefix("Please look at this again ")


def test_what_is_unfinished_may_be_saved(client, dov):
    response = send(client, bio="Dov plays chess.", links="https://dov.example/\nhttp://b.example")
    assert response.headers["Location"] == PAGE
    assert (stored().bio, stored().standing) == ("Dov plays chess.", "profile")
    assert stored().link_list == [
        ("https://dov.example/", "dov.example"),
        ("http://b.example", "b.example"),
    ]


def test_it_is_handed_in_when_it_is_whole(client, dov):
    Terms.objects.create(number=1, text="Be honest.")
    assert wrong(send(client, "_hand_in")) == "Say in a sentence or two who you are."
    bio = "Dov Adler plays chess."
    response = send(client, "_hand_in", bio=bio)
    assert wrong(response) == "Read the terms and agree to them."
    assert element(response, "textarea[name=bio]").text.strip() == bio
    assert stored().bio == ""  # what is refused is not half there
    assert send(client, "_hand_in", bio=bio, agreed="on").status_code == 302
    there = stored()
    assert (there.standing, there.bio, there.terms.number) == ("waiting", bio, 1)
    assert there.terms_accepted_at is not None
    assert "An editor has your profile" in element(client.get(PAGE), ".asked").text


def test_terms_that_were_replaced_while_they_were_read_are_not_agreed_to(client, dov):
    Terms.objects.create(number=1, text="Be honest.")
    form = filled_in(client.get(PAGE))
    Terms.objects.create(number=2, text="Be brief.")
    response = client.post(PAGE, form | {"agreed": "on", "_save": "1"})
    assert wrong(response) == "These terms have just been replaced. Read the new ones."
    assert stored().terms is None


def test_a_new_text_is_asked_about_again(client, dov):
    Terms.objects.create(number=1, text="Be honest.")
    send(client, agreed="on")
    assert elements(client.get(PAGE), "[name=agreed]") == []
    Terms.objects.create(number=2, text="Be brief.")
    assert len(elements(client.get(PAGE), "[name=agreed]")) == 1
    assert "Be brief." in client.get("/contribute/terms/").text


def test_a_portrait_is_taken_in_and_a_file_that_is_none_is_told(client, dov):
    form = filled_in(client.get(PAGE))
    junk = SimpleUploadedFile("me.jpg", b"no picture")
    response = client.post(PAGE, form | {"picture": junk, "bio": "Dov.", "_save": "1"})
    assert "Portrait:" in wrong(response)
    assert element(response, "textarea[name=bio]").text.strip() == "Dov."
    face = SimpleUploadedFile("me.jpg", picture(300, 400))
    assert client.post(PAGE, form | {"picture": face, "_save": "1"}).status_code == 302
    portrait = stored().portrait
    assert (portrait.alt, portrait.credit) == ("Portrait of Dov Adler", "Dov Adler")
    assert ProcrastinateJob.objects.filter(task_name="articles.tasks.render_photo").count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("bio", "x" * 601),
        ("links", "javascript:alert(1)"),
        ("links", "dov.example"),
        ("links", "https://a.example\n" * 7),
        ("disclosure", "x" * 2001),
        ("bio", "a\x00b"),
    ],
)
def test_junk_is_told_and_what_was_typed_is_still_there(client, dov, field, typed):
    response = send(client, **{field: typed, "disclosure" if field == "bio" else "bio": "Kept."})
    assert (response.status_code, wrong(response) != "") == (200, True)
    assert "Kept." in response.text
    assert stored().bio == ""


def test_whoever_asked_and_what_is_said_of_it(client, dov):
    dov.stand("asked", at=dov.standing_since, told="Which paper?")
    dov.save()
    assert "Which paper?" in element(client.get(PAGE), ".asked").text
    send(client, "_hand_in", bio="Of The Paper.")
    assert stored().standing == "waiting"


def test_an_account_that_the_newsroom_made_begins_with_an_empty_profile(client):
    client.force_login(UserFactory(role=Role.CONTRIBUTOR, name="Ida Roth"))
    assert element(client.get(PAGE), "input[name=name]").attrs["value"] == "Ida Roth"


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_the_newsroom_has_none(client, role):
    client.force_login(UserFactory(role=role))
    assert client.get(PAGE).status_code == 403


def test_a_change_after_the_approval_waits_for_an_editor(client, dov):
    dov.stand("approved", at=dov.standing_since)
    dov.save()
    send(client, bio="Dov plays go.")
    assert stored().changed_at is not None


def test_a_portrait_is_its_owner_s_to_see_and_to_aim(client, dov):
    photo = PhotoFactory(widths=[240, 800, 1200], key="dov")
    assert client.get(f"{PAGE}portrait/").status_code == 204
    dov.portrait = photo
    dov.save()
    default_storage.save(photo.file_path("800.jpg"), ContentFile(b"face"))
    assert b"".join(client.get(f"{PAGE}portrait/").streaming_content) == b"face"
    send(client, focal_x="0.2", focal_y="0.9")
    photo.refresh_from_db()
    assert (photo.focal_x, photo.focal_y) == (0.2, 0.9)
    send(client)
    jobs = ProcrastinateJob.objects.filter(task_name="articles.tasks.refocus_photo")
    assert [job.args for job in jobs] == [{"pk": photo.pk}]


def test_one_that_is_not_made_yet_is_nothing(client, dov):
    dov.portrait = PhotoFactory(widths=[])
    dov.save()
    assert client.get(f"{PAGE}portrait/").status_code == 204
