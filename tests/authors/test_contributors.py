import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles.contributing import people
from articles.models import AuditEntry, KeptVersion
from authors import contributors
from authors.contributors import NotNow
from authors.models import Author, Contributor, Terms
from tests.factories import AuthorFactory, UserFactory, make_applicant, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role=Role.EDITOR, name="Ada Katz")


@pytest.fixture
def chief():
    return UserFactory(role=Role.MANAGING_EDITOR)


@pytest.fixture
def dov():
    return make_applicant(name="Dov Adler", bio="He plays chess.", links="https://dov.example/")


def there(contributor):
    return Contributor.objects.get(pk=contributor.pk)


def subjects():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["subject"], *job.args["to"]) for job in jobs]


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


class TestApprove:
    def test_makes_the_author_that_readers_meet(self, dov, editor):
        author = people.approve(dov, by=editor)
        assert (author.name, author.slug, author.bio, author.website, author.user) == (
            "Dov Adler",
            "dov-adler",
            "He plays chess.",
            "https://dov.example/",
            dov.user,
        )
        assert there(dov).may_write
        assert subjects() == [("You can write for us", dov.user.email)]
        assert verbs() == ["create", "approve"]
        assert KeptVersion.objects.of(author).count() == 1

    def test_is_who_they_were_in_the_paper_all_along(self, dov, editor):
        old = AuthorFactory(name="dov adler", slug="d-adler", bio="")
        article = make_article(authors=[old])
        assert people.namesakes(dov) == [old]
        author = people.approve(dov, by=editor, author=old)
        assert (author.pk, author.slug, author.bio) == (old.pk, "d-adler", "He plays chess.")
        assert article.working_copy.authors_in_order[0].user == dov.user

    def test_never_gives_somebody_elses_name_away(self, dov, editor):
        theirs = AuthorFactory(name="Dov Adler", user=UserFactory(role=Role.REPORTER))
        with pytest.raises(ValidationError):
            people.approve(dov, by=editor, author=theirs)
        assert people.namesakes(dov) == []
        assert people.approve(dov, by=editor).slug != theirs.slug
        assert there(dov).standing == "approved"

    def test_finds_a_free_address(self, dov, editor):
        AuthorFactory(slug="dov-adler")
        assert people.approve(dov, by=editor).slug == "dov-adler-2"

    def test_once_and_not_before_it_was_handed_in(self, dov, editor):
        people.approve(dov, by=editor)
        with pytest.raises(NotNow):
            people.approve(dov, by=editor)
        with pytest.raises(NotNow):
            people.approve(make_applicant(standing="profile"), by=editor)
        assert Author.objects.count() == 1

    def test_after_all(self, dov, editor):
        contributors.decline(dov, "We have enough of chess.", by=editor)
        people.approve(dov, by=editor)
        assert there(dov).is_approved


def test_what_changes_later_reaches_readers_by_an_editor(dov, editor):
    author = people.approve(dov, by=editor)
    dov = there(dov)
    dov.bio = "He plays go."
    contributors.write_profile(dov)
    author.refresh_from_db()
    assert (author.bio, there(dov).changed_at is None) == ("He plays chess.", False)
    people.take_over_profile(dov, by=editor)
    author.refresh_from_db()
    assert (author.bio, there(dov).changed_at) == ("He plays go.", None)


def test_nobody_without_a_page_is_shown_to_readers(dov, editor):
    with pytest.raises(NotNow):
        people.take_over_profile(dov, by=editor)


@pytest.mark.parametrize(
    ("act", "standing", "subject"),
    [
        (contributors.ask, "asked", "A question about your profile"),
        (contributors.decline, "declined", "About your wish to write for us"),
    ],
)
def test_no_and_why_or_a_question(dov, editor, act, standing, subject):
    with pytest.raises(ValidationError):
        act(dov, "  ", by=editor)
    act(dov, "Which paper?", by=editor)
    assert (there(dov).standing, there(dov).told) == (standing, "Which paper?")
    assert subjects() == [(subject, dov.user.email)]
    with pytest.raises(NotNow):
        contributors.ask(make_applicant(standing="approved"), "Why?", by=editor)


def test_two_editors_do_not_answer_twice(dov, editor):
    contributors.decline(dov, "No.", by=editor)
    with pytest.raises(NotNow):
        contributors.decline(dov, "No, really.", by=editor)
    assert there(dov).told == "No."


def test_freezing_stops_them_and_is_undone(dov, editor, chief):
    people.approve(dov, by=editor)
    with pytest.raises(ValidationError):
        contributors.freeze(dov, "", by=chief)
    contributors.freeze(dov, "Copied a piece.", by=chief)
    assert not there(dov).may_write
    with pytest.raises(NotNow):
        contributors.freeze(dov, "Again.", by=chief)
    contributors.unfreeze(dov, by=chief)
    assert there(dov).may_write


def test_trust_is_given_by_degrees(dov, editor, chief):
    contributors.set_trust(dov, "known", by=editor)
    with pytest.raises(PermissionDenied):
        contributors.set_trust(dov, "trusted", by=editor)
    contributors.set_trust(dov, "trusted", by=chief)
    assert there(dov).trust == "trusted"
    assert verbs() == ["set_trust", "set_trust"]


def test_terms_are_numbered_and_the_newest_is_in_force(chief):
    contributors.adopt_terms("Be honest.", by=chief)
    newest = contributors.adopt_terms("Be brief.", by=chief)
    assert (newest.number, Terms.objects.in_force()) == (2, newest)
    with pytest.raises(ValidationError):
        contributors.adopt_terms(" ", by=chief)


@pytest.mark.parametrize(
    ("act", "role"),
    [
        (lambda dov, by: people.approve(dov, by=by), Role.REPORTER),
        (lambda dov, by: contributors.ask(dov, "Who?", by=by), Role.PHOTO_EDITOR),
        (lambda dov, by: contributors.decline(dov, "No.", by=by), Role.REPORTER),
        (lambda dov, by: contributors.freeze(dov, "No.", by=by), Role.EDITOR),
        (lambda dov, by: contributors.unfreeze(dov, by=by), Role.EDITOR),
        (lambda dov, by: people.take_over_profile(dov, by=by), Role.CONTRIBUTOR),
        (lambda dov, by: contributors.adopt_terms("Be.", by=by), Role.EDITOR),
    ],
)
def test_each_act_asks_the_policy(dov, act, role):
    with pytest.raises(PermissionDenied):
        act(dov, UserFactory(role=role))
    assert there(dov).standing == "waiting"
