import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.contributing import people
from authors import contributors
from authors.contributors import NotNow
from tests.factories import AuthorFactory, make_applicant, make_article

pytestmark = pytest.mark.django_db


def renewed():
    jobs = ProcrastinateJob.objects.filter(task_name="articles.tasks.renew_entries")
    return [job.args for job in jobs]


def test_another_name_is_found_in_the_desk_s_list():
    dov = make_applicant(name="Dov Adler")
    known = AuthorFactory(name="dov adler", slug="dov")
    make_article(authors=[known])
    assert people.approve(dov, by=None, author=known).slug == "dov"
    assert renewed() == [{"author": known.pk}]
    people.take_over_profile(dov, by=None)
    assert len(renewed()) == 1


def test_the_address_of_an_author_is_one_that_nothing_else_had():
    AuthorFactory(name="Dov Adler", slug="dov-adler")
    assert people.approve(make_applicant(name="Dov Adler"), by=None).slug == "dov-adler-2"


def test_there_is_nothing_to_take_over_of_who_was_not_let_in():
    with pytest.raises(NotNow):
        people.take_over_profile(make_applicant(), by=None)


def test_who_was_declined_can_be_let_in_after_all():
    dov = make_applicant()
    contributors.decline(dov, "Not now.", by=None)
    people.approve(dov, by=None)
    dov.refresh_from_db()
    assert (dov.is_approved, dov.told) == (True, "")
