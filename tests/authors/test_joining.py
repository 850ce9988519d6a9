from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from algemeiner.recaptcha_standin import Answer, Token
from authors import joining
from authors.forms import JoinForm
from authors.joining import AlreadyAnAccount
from authors.models import Contributor, JoinRequest, User
from tests.factories import UserFactory, begun

pytestmark = pytest.mark.django_db

ADDRESS = "dov@example.org"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-11-25 12:00", tick=False)


def form(email=ADDRESS, **more):
    sent = {"name": "Dov Adler", "email": email, "pitch": "Chess.", "begun": begun()}
    form = JoinForm(sent | {"captcha": str(Token(action="join"))} | more)
    assert form.is_valid()
    return form


def letters():
    """(subject, recipients) of all mail that is on its way."""
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["subject"], job.args["to"]) for job in jobs]


def token():
    """The newest link's."""
    [*_, job] = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return job.args["body"].partition("/join/confirm/")[2].partition("/")[0]


def asked(**more):
    return joining.receive(form(**more))


class TestReceive:
    def test_who_passes_is_sent_a_link_and_has_nothing_else(self, standin):
        request = asked()
        assert letters() == [("Confirm your address", [ADDRESS])]
        assert joining.asked_by(token()) == request
        assert (User.objects.count(), Contributor.objects.count()) == (0, 0)

    @pytest.mark.parametrize("answer", [Answer.SILENCE, Answer.GARBAGE])
    def test_where_nobody_could_judge_the_mail_does(self, standin, answer):
        standin.answer = answer
        assert (asked().screening, len(letters())) == ("passed", 1)

    def test_nor_is_who_has_no_scripts_refused(self, standin):
        assert (asked(captcha="").screening, len(letters())) == ("passed", 1)

    @pytest.mark.parametrize("answer", [Answer.LOW_SCORE, Answer.WRONG_ACTION, Answer.DUPLICATE])
    def test_what_speaks_against_itself_is_held_and_mails_nobody(self, standin, answer, settings):
        settings.RECAPTCHA_CHECKBOX_PRIVATE_KEY = ""
        standin.answer = answer
        assert (asked().screening, letters()) == ("held", [])

    def test_nor_does_what_filled_the_trap_without_scripts(self, standin):
        assert (asked(captcha="", website="x").screening, letters()) == ("held", [])

    def test_an_address_that_is_known_is_told_so_and_nobody_else_is(self, standin):
        UserFactory(email=ADDRESS)
        asked(email="Dov@Example.org")
        assert letters() == [("You have an account with us", ["Dov@Example.org"])]


class TestConfirm:
    def test_makes_an_account_that_can_do_nothing_yet(self, standin):
        request = asked(email="Dov@example.org")
        user = joining.confirm(request)
        assert (user.email, user.name, user.role) == (ADDRESS, "Dov Adler", Role.CONTRIBUTOR)
        assert not user.has_usable_password()
        assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [
            (ADDRESS, True, True)
        ]
        contributor = user.contributor
        assert (contributor.pitch, contributor.standing) == ("Chess.", "profile")
        assert not contributor.may_write

    def test_once(self, standin):
        request = asked()
        joining.confirm(request)
        with pytest.raises(AlreadyAnAccount):
            joining.confirm(request)

    def test_nobody_gets_a_second_account_by_asking_twice(self, standin):
        first, second = asked(), asked(pitch="Go.")
        joining.confirm(first)
        with pytest.raises(AlreadyAnAccount):
            joining.confirm(second)
        assert User.objects.count() == 1

    def test_a_link_is_good_for_three_days_and_another_is_sent(self, standin, time_machine):
        request = asked()
        old = token()
        time_machine.shift(timedelta(days=3, minutes=1))
        assert joining.asked_by(old) is None
        assert joining.asked_by(old, expired=True) == request
        joining.send_again(request)
        assert joining.asked_by(token()) == request

    @pytest.mark.parametrize("junk", ["", "x", "1:x:y", "\x00", "1" * 5000])
    def test_a_link_of_somebody_s_own_making_is_none(self, junk):
        assert joining.asked_by(junk, expired=True) is None


class TestRelease:
    def test_by_a_person_s_word_the_link_goes_out(self, standin):
        standin.answer = Answer.WRONG_ACTION
        request = asked()
        editor = UserFactory(role=Role.EDITOR)
        joining.release(request, by=editor)
        joining.release(request, by=editor)
        assert letters() == [("Confirm your address", [ADDRESS])]

    def test_is_for_editors(self, standin):
        standin.answer = Answer.WRONG_ACTION
        request = asked()
        with pytest.raises(PermissionDenied):
            joining.release(request, by=UserFactory(role=Role.REPORTER))

    def test_who_was_held_gets_no_link_by_asking_for_another(self, standin):
        standin.answer = Answer.WRONG_ACTION
        joining.send_again(asked())
        assert letters() == []


class TestTheDaysMail:
    @pytest.fixture(autouse=True)
    def three_a_day(self, settings):
        settings.CONFIRMATION_MAILS_PER_DAY = 3
        self.chief = UserFactory(role=Role.MANAGING_EDITOR, email="ruth@example.org")

    def test_what_is_over_it_waits_and_those_who_run_the_paper_hear_of_it_once(
        self, standin, time_machine
    ):
        for number in range(6):
            asked(email=f"{number}@example.org", pitch=f"Pitch {number}")
        alarm = ("Sign-up mail is held until tomorrow", ["ruth@example.org"])
        links = [("Confirm your address", [f"{number}@example.org"]) for number in range(6)]
        assert letters() == [*links[:3], alarm]
        assert joining.send_waiting() == 0
        time_machine.move_to("2026-11-26 00:05", tick=False)
        assert joining.send_waiting() == 3
        assert letters() == [*links[:3], alarm, *links[3:]]
        assert JoinRequest.objects.waiting_for_mail().count() == 0


def test_what_nobody_confirms_is_forgotten_after_a_month(standin, time_machine):
    kept = asked(email="kept@example.org")
    joining.confirm(kept)
    asked(pitch="Go.")
    time_machine.shift(timedelta(days=31))
    assert joining.forget_unconfirmed() == 1
    assert list(JoinRequest.objects.all()) == [kept]


@pytest.mark.parametrize("times_asked", [1, 4])
def test_clicks_at_once_make_one_account(standin, transactional_db, times_asked):
    requests = [asked(pitch=f"Pitch {number}") for number in range(times_asked)]

    def click(number):
        try:
            return joining.confirm(requests[number % times_asked]).pk
        except AlreadyAnAccount:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(click, range(4)))
    assert len([pk for pk in made if pk]) == 1
    assert User.objects.count() == 1
