import pytest
from django.core.exceptions import ValidationError

from articles.models import Section
from tests.factories import SectionFactory

NFC, NFD = "caf\u00e9", "cafe\u0301"


@pytest.mark.django_db
def test_a_slug_is_kept_and_found_in_one_form():
    section = SectionFactory(name="Café", slug=NFD)
    section.refresh_from_db()
    assert section.slug == NFC
    assert [*Section.objects.filter(slug=NFD), *Section.objects.filter(slug=NFC)] == [section] * 2


@pytest.mark.parametrize("slug", ["rain", "גשם", "a_b-2", NFD, "Ünder"])
def test_a_slug_in_any_script(slug):
    field = Section._meta.get_field("slug")
    assert field.clean(slug, None) == field.to_python(slug)


@pytest.mark.parametrize("slug", ["a b", "a/b", "a.b", "a\n", "\na", "a?b", "<a>", "a\0b", ""])
def test_what_an_address_cannot_hold_is_refused(slug):
    with pytest.raises(ValidationError):
        Section._meta.get_field("slug").clean(slug, None)
