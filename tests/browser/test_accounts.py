"""Accounts as people have them: log-in, second factor, sessions."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_auditor_finds_what_is_wrong(page, audit):
    page.set_content(
        "<html lang=en><title>x</title><main><h1>x</h1><input id=name>"
        "<p style='color: #aaa; background: #fff'>faint</p></main></html>"
    )
    assert audit(page) == ["color-contrast: p", "label: #name"]
    assert audit(page, within="h1") == []
