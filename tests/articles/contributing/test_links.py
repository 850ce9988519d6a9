import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.contributing import links
from articles.contributing.links import Named
from articles.converters import GuestToken


def test_a_link_names_the_piece_and_its_key():
    assert links.named_by_own(links.own(7, "key")) == Named(7, "key")
    assert links.named_by_confirming(links.confirming(7, "key")) == Named(7, "key")


def test_after_seven_days_it_says_that_it_comes_late(time_machine):
    token = links.confirming(7, "key")
    time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1))
    assert links.named_by_confirming(token) == Named(7, "key", is_late=True)


@pytest.mark.parametrize(
    "token", ["", "7-key", "7-key.x", links.own(7, "key").replace("7-", "8-"), "7-key.x.y"]
)
def test_what_is_not_signed_names_nothing(token):
    assert links.named_by_own(token) is links.named_by_confirming(token) is None


def test_one_kind_is_not_taken_for_the_other():
    assert links.named_by_own(links.confirming(7, "key")) is None
    assert links.named_by_confirming(links.own(7, "key")) is None


def test_an_address_takes_both_kinds():
    for token in (links.own(7, links.new_key()), links.confirming(7, links.new_key())):
        assert re.fullmatch(GuestToken.regex, token)
