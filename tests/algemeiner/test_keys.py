import pytest

from algemeiner.keys import is_key


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("17", True),
        (17, True),
        ("٣", True),
        ("9" * 18, True),
        ("9" * 19, False),
        ("9" * 5_000, False),
        ("", False),
        ("-1", False),
        ("1.0", False),
        ("²", False),
        ("x", False),
        (None, False),
    ],
)
def test_a_key_is_a_number_that_the_database_could_hold(sent, expected):
    assert is_key(sent) is expected
