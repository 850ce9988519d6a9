from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from authors import limits
from authors.models import Tally

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOME, NEXT_DOOR, FAR = "192.0.2.7", "192.0.2.8", "198.51.100.1"


def wait(act="contact", address=HOME):
    return limits.wait_before(act, address)


@pytest.mark.django_db
class TestOneAfterAnother:
    @pytest.fixture(autouse=True)
    def clock(self):
        with time_machine.travel(NOON, tick=False) as clock:
            self.clock = clock
            yield

    def test_after_five_in_ten_minutes_one_waits_for_the_next_ten(self):
        assert [wait() for _ in range(5)] == [None] * 5
        assert wait() == timedelta(minutes=10)
        self.clock.shift(timedelta(minutes=9))
        assert wait() == timedelta(minutes=1)
        self.clock.shift(timedelta(minutes=1))
        assert wait() is None

    def test_after_twenty_in_a_day_one_waits_for_the_next_day(self):
        for _ in range(4):
            assert [wait() for _ in range(5)] == [None] * 5
            self.clock.shift(timedelta(minutes=10))
        assert wait() == timedelta(hours=11, minutes=20)

    def test_others_do_not_wait_for_one_but_for_their_street(self):
        for _ in range(9):
            wait()
        assert wait(address=NEXT_DOOR) is None
        assert wait(address=FAR) is None
        for number in range(100, 120):
            wait(address=f"192.0.2.{number}")
        assert wait(address=NEXT_DOOR) == timedelta(minutes=10)
        assert wait(address=FAR) is None

    def test_each_form_counts_for_itself(self):
        for _ in range(6):
            wait()
        assert wait("join") is None

    def test_a_household_of_ipv6_is_one(self):
        addresses = [f"2001:db8:1:2::{number}" for number in range(6)]
        assert [wait(address=address) is None for address in addresses] == [True] * 5 + [False]
        assert wait(address="2001:db8:1:3::1") is None

    @pytest.mark.parametrize("nowhere", [None, ""])
    def test_whoever_has_no_address_is_one(self, nowhere):
        assert [wait(address=nowhere) is None for _ in range(6)] == [True] * 5 + [False]

    def test_an_address_is_one_however_it_is_written(self):
        for _ in range(5):
            wait(address=f"::ffff:{HOME}")
        assert wait(address=HOME) == timedelta(minutes=10)
        assert wait(address=f"::ffff:{FAR}") is None
        assert wait(address="fe80::1%eth0") is None

    def test_no_address_is_kept_and_none_for_long(self):
        wait()
        assert not Tally.objects.filter(who__contains="192.0.2").exists()
        assert Tally.objects.count() == 3
        limits.forget_old(NOON + timedelta(hours=23))
        assert Tally.objects.count() == 2
        limits.forget_old(NOON + timedelta(hours=25))
        assert Tally.objects.count() == 0


@pytest.mark.usefixtures("transactional_db")
def test_many_at_once_are_counted_one_by_one():
    def send(_):
        try:
            return wait() is None
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        allowed = list(pool.map(send, range(40)))
    assert sum(allowed) == 5
