import pytest
from django.core.exceptions import ValidationError

from articles.models import Kind, Site
from articles.models.site import each_line_is_an_address


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_that_needs_one_has_a_disclaimer_of_its_own(kind):
    site = Site(
        opinion_disclaimer="<p>Theirs.</p>",
        sponsored_disclaimer="<p>Paid for.</p>",
        press_release_disclaimer="<p>As it was sent.</p>",
    )
    expected = {
        Kind.OPINION: "<p>Theirs.</p>",
        Kind.SPONSORED: "<p>Paid for.</p>",
        Kind.PRESS_RELEASE: "<p>As it was sent.</p>",
    }
    assert site.disclaimer(kind) == expected.get(kind, "")


def test_profiles_elsewhere_are_addresses_of_pages():
    site = Site(profile_addresses="https://a.example/x\r\n\r\nhttp://b.example\n")
    each_line_is_an_address(site.profile_addresses)
    assert site.profiles == ["https://a.example/x", "http://b.example"]


@pytest.mark.parametrize(
    "line", ["a.example", "javascript:alert(1)", "mailto:a@b.example", "@paper"]
)
def test_what_is_no_address_is_refused_by_its_own_words(line):
    with pytest.raises(ValidationError, match="is no address of a web page") as refused:
        each_line_is_an_address(f"https://a.example/\n{line}")
    assert line in refused.value.message
