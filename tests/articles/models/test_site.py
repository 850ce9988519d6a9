import pytest

from articles.models import Kind, Site


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
