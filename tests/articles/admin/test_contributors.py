"""People who write for the paper from outside, at the desk."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles.models import Article
from authors import contributors
from authors.models import Author, JoinRequest, Terms
from tests.factories import AuthorFactory, UserFactory, make_applicant, make_article
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/authors/contributor/"


@pytest.fixture
def editor(client):
    person = UserFactory(role=Role.EDITOR, name="Ida Roth")
    client.force_login(person)
    return person


@pytest.fixture
def chief(client):
    person = UserFactory(role=Role.MANAGING_EDITOR, name="Ruth Lowenthal")
    client.force_login(person)
    return person


def address(contributor, act="change"):
    return f"{LIST}{contributor.pk}/{act}/"


def acts(response):
    """What may be done, by the addresses of the forms."""
    forms = elements(response, "form.letter-form")
    return [form.attrs["action"].split("/")[-2] for form in forms]


def told(response):
    return texts(response, ".messagelist li")


def mails():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["to"], job.args["subject"]) for job in jobs]


def approved(**fields):
    dov = make_applicant(standing="approved", **fields)
    AuthorFactory(user=dov.user, name=dov.name, bio=dov.bio)
    return dov


def test_the_list_begins_with_who_waits_and_has_the_rest(client, editor):
    frozen_at = changed_at = "2026-11-01T12:00Z"
    rows = {
        "": [
            make_applicant(name="Waiting"),
            make_applicant(name="Changed", standing="approved", changed_at=changed_at),
        ],
        "where=asked": [make_applicant(name="Asked", standing="asked")],
        "where=declined": [make_applicant(name="Declined", standing="declined")],
        "where=profile": [make_applicant(name="Filling in", standing="profile")],
        "where=frozen": [make_applicant(name="Frozen", frozen_at=frozen_at)],
    }
    for query, people in rows.items():
        found = texts(client.get(f"{LIST}?{query}"), "th.field-name")
        assert sorted(found) == sorted(person.name for person in people)
    assert len(texts(client.get(f"{LIST}?where=all"), "th.field-name")) == 6


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(
    client, editor, django_assert_num_queries, count
):
    for _ in range(count):
        make_applicant()
    with django_assert_num_queries(4):
        assert len(elements(client.get(LIST), "th.field-name")) == count


def test_the_page_has_all_that_is_known_of_somebody(client, editor):
    JoinRequest.objects.create(
        name="Dov",
        email="dov@example.org",
        screening="passed",
        screening_detail="passed, score 0.9",
    )
    dov = make_applicant(
        name="Dov <Adler>", pitch="Chess.", links="https://chess.example/dov", disclosure="A club."
    )
    dov.user.email = "dov@example.org"
    dov.user.save()
    response = client.get(address(dov))
    (profile,) = texts(response, "article.person")
    for words in ["Dov <Adler>", "Chess.", "https://chess.example/dov", "A club."]:
        assert words in profile
    assert "passed, score 0.9" in element(response, ".letter-side").text
    assert acts(response) == ["approve", "ask", "decline"]
    assert elements(response, "input[name=_save]") == []


def test_letting_somebody_in_makes_an_author(client, editor):
    dov = make_applicant(name="Dov Adler")
    response = client.post(address(dov, "approve"), follow=True)
    assert told(response) == ["Dov Adler can write for us now, and hears of it by mail."]
    author = Author.objects.get()
    assert (author.user, author.slug, author.bio) == (dov.user, "dov-adler", dov.bio)
    assert mails() == [([dov.user.email], "You can write for us")]
    assert acts(response) == ["trust"]


def test_an_author_of_that_name_is_offered_and_can_be_who_it_is(client, editor):
    dov = make_applicant(name="Dov Adler")
    known = AuthorFactory(name="Dov Adler", slug="dov")
    AuthorFactory(name="Dov Adler", user=UserFactory())  # whose name it is already
    response = client.get(address(dov))
    choices = [choice.attrs["value"] for choice in elements(response, "input[type=radio]")]
    assert choices == ["", str(known.pk)]
    (choice,) = texts(response, "fieldset.person-choice")
    assert "The author who is there already: Dov Adler (/author/dov/)" in choice
    client.post(address(dov, "approve"), {"author": known.pk})
    known.refresh_from_db()
    assert (known.user, known.slug) == (dov.user, "dov")


def test_an_author_who_is_somebody_else_cannot_be_taken(client, editor):
    dov = make_applicant(name="Dov Adler")
    AuthorFactory(name="Dov Adler")
    other = AuthorFactory(name="Sarah Levin", user=UserFactory())
    response = client.post(address(dov, "approve"), {"author": other.pk})
    assert texts(response, ".errorlist li") != []
    dov.refresh_from_db()
    assert dov.standing == "waiting"


@pytest.mark.parametrize(
    ("act", "standing", "subject"),
    [
        ("ask", "asked", "A question about your profile"),
        ("decline", "declined", "About your wish to write for us"),
    ],
)
def test_words_go_by_mail_and_stand_on_the_record(client, editor, act, standing, subject):
    dov = make_applicant()
    response = client.post(address(dov, act), {"text": "Which <club>?"}, follow=True)
    dov.refresh_from_db()
    assert (dov.standing, dov.told) == (standing, "Which <club>?")
    assert mails() == [([dov.user.email], subject)]
    assert "Which <club>?" in element(response, ".person-record").text


def test_nothing_is_said_without_words_and_none_is_lost_where_it_is_too_late(client, editor):
    dov = make_applicant()
    response = client.post(address(dov, "decline"))
    assert texts(response, ".errorlist li") == ["This field is required."]
    assert elements(response, "details[open]") != []
    contributors.decline(dov, "No.", by=None)
    response = client.post(address(dov, "ask"), {"text": "Which club?"})
    assert texts(response, ".errorlist li") == [f"{dov}: declined."]
    assert element(response, "textarea[name=text]").text == "Which club?"
    dov.refresh_from_db()
    assert (dov.standing, dov.told) == ("declined", "No.")


def test_a_changed_profile_is_compared_and_taken_over_by_one_act(client, editor):
    dov = approved(name="Dov Adler", changed_at="2026-11-01T12:00Z")
    dov.bio = "Dov Adler plays go."
    dov.save()
    response = client.get(address(dov))
    news = element(response, "section.person-news").text
    assert ("chess" in news, "go" in news) == (True, True)
    client.post(address(dov, "take_over"))
    dov.refresh_from_db()
    assert (dov.user.author.bio, dov.changed_at) == ("Dov Adler plays go.", None)
    assert elements(client.get(address(dov)), "section.person-news") == []


def test_an_editor_says_who_is_known_and_who_runs_the_paper_whom_it_trusts(client, editor):
    dov = approved()
    values = [option.attrs["value"] for option in elements(client.get(address(dov)), "option")]
    assert values == ["new", "known"]
    client.post(address(dov, "trust"), {"trust": "trusted"})
    client.post(address(dov, "trust"), {"trust": "known"})
    dov.refresh_from_db()
    assert dov.trust == "known"
    client.force_login(UserFactory(role=Role.MANAGING_EDITOR))
    client.post(address(dov, "trust"), {"trust": "trusted"})
    client.post(address(dov, "trust"), {"trust": "trusted"})
    dov.refresh_from_db()
    assert dov.trust == "trusted"
    assert mails() == [([dov.user.email], "How your pieces are reviewed")] * 2


def test_freezing_takes_down_what_is_chosen_and_thawing_gives_it_back(client, chief):
    dov = approved(name="Dov Adler")
    make_article(headline="Out", authors=[dov.user.author])
    response = client.post(address(dov, "freeze"), {"text": "Copied.", "hides": "on"}, follow=True)
    assert told(response) == ["Dov Adler is frozen. One article is taken from readers."]
    assert texts(response, "ul.person-held") == ["Out, taken down"]
    assert (Article.objects.get().status, mails()) == ("withdrawn", [])
    response = client.post(address(dov, "unfreeze"), {"tells": "on"}, follow=True)
    assert told(response) == ["Dov Adler can go on. One article is back."]
    assert Article.objects.get().status == "published"
    assert mails() == [([dov.user.email], "Your account is open again")]


def test_new_terms_begin_with_the_old_and_are_asked_for_anew(client, chief):
    contributors.adopt_terms("Be honest.", by=None)
    dov = make_applicant(terms=Terms.objects.get(), terms_accepted_at="2026-11-01T12:00Z")
    page = client.get("/admin/authors/terms/add/")
    assert element(page, "textarea[name=text]").text.strip() == "Be honest."
    client.post("/admin/authors/terms/add/", {"text": "Be honest and brief."})
    newest = Terms.objects.in_force()
    assert (newest.number, newest.text, Terms.objects.count()) == (2, "Be honest and brief.", 2)
    assert not dov.has_accepted(newest)
    response = client.get(f"/admin/authors/terms/{newest.pk}/change/")
    assert elements(response, "textarea, input[type=submit]") == []


def test_who_runs_the_paper_hands_out_and_erases_what_is_held(client, chief):
    dov = make_applicant(name="Dov Adler")
    page = client.get(address(dov))
    assert address(dov, "data") in [link.attrs.get("href") for link in elements(page, "a")]
    archive = b"".join(client.get(address(dov, "data")).streaming_content)
    assert archive.startswith(b"PK")
    response = client.post(address(dov, "erase"), {"email": "eve@example.org"})
    assert texts(response, ".errorlist li") == ["This is not the address of their account."]
    response = client.post(address(dov, "erase"), {"email": dov.user.email}, follow=True)
    assert told(response) == [
        "What the paper held of Dov Adler is erased. They hear of it by mail."
    ]
    assert response.redirect_chain == [(LIST, 302)]
    dov.user.refresh_from_db()
    assert not dov.user.is_active


def test_an_editor_does_not(client, editor):
    dov = make_applicant()
    assert address(dov, "data").encode() not in client.get(address(dov)).content
    assert client.post(address(dov, "erase"), {"email": dov.user.email}).status_code == 403
