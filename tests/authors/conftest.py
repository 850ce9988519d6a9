import pytest

from algemeiner import recaptcha_standin


@pytest.fixture
def standin(settings):
    """reCAPTCHA's stand-in, which answers as it is told to; the site waits half a second."""
    settings.SITE_URL = "http://localhost:8000"
    settings.RECAPTCHA_TIMEOUT = 0.5
    with recaptcha_standin.start() as running:
        settings.RECAPTCHA_VERIFY_URL = running.verify_url
        yield running
