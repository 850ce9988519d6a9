from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Photo

YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"alt": ""}, ["No alternative text"]),
        ({"rights_until": timezone.localdate() + timedelta(days=1)}, []),
        ({"rights_until": YESTERDAY}, ["The rights have ended"]),
        ({"widths": [], "credit": ""}, ["No picture yet", "No credit"]),
    ],
)
def test_what_a_photo_lacks_is_said_in_words(fields, expected):
    whole = {"widths": [400], "alt": "A street.", "credit": "Reuters"}
    assert Photo(**whole | fields).shortcomings == expected
