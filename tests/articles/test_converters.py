import pytest
from django.urls import Resolver404, resolve, reverse

from articles.models import Kind


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_has_an_address_in_hyphens(kind):
    address = reverse("articles:kind", args=[kind])
    assert address == f"/kind/{kind.value.replace('_', '-')}/"
    assert resolve(address).kwargs == {"kind": kind}


@pytest.mark.parametrize("word", ["press_release", "News", "newsletter", "", "new"])
def test_what_is_no_kind_has_none(word):
    with pytest.raises(Resolver404):
        resolve(f"/kind/{word}/")
