from datetime import UTC, datetime

import pytest
import time_machine
from django.template import engines

from articles.context import newspaper, the_site
from articles.models import Site
from authors.fields import begun_today
from tests.factories import PageFactory, SectionFactory, make_article
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db


def test_nothing_is_asked_before_a_template_uses_it(rf, django_assert_num_queries):
    template = engines["django"].from_string("{% if show %}{{ paper.name }}{% endif %}")
    with django_assert_num_queries(0):
        assert template.render({"show": False}, rf.get("/")) == ""
    with django_assert_num_queries(1):
        assert template.render({"show": True}, rf.get("/")) == "The Algemeiner"


def test_a_paper_that_nobody_has_set_up_has_its_name():
    Site.objects.all().delete()
    assert (the_site().name, the_site().navigation, the_site().footer_pages) == (
        "The Algemeiner",
        [],
        [],
    )


def test_navigation_and_footer_are_in_the_order_of_the_desk(client):
    Site.objects.get_or_create(pk=1)
    SectionFactory(slug="books", position=2)
    SectionFactory(slug="city", position=1)
    SectionFactory(slug="secret", in_navigation=False)
    PageFactory(slug="terms", title="Terms", position=2)
    PageFactory(slug="about", title="About", position=1)
    PageFactory(slug="loose", title="Loose", in_footer=False)
    response = client.get("/category/books/")
    assert texts(response, "nav.sections") == ["City Books"]
    assert element(response, "a[aria-current=page]").text == "Books"
    footer = texts(response, "footer")[0]
    assert footer.index("About") < footer.index("Terms")
    assert "Loose" not in footer


@pytest.mark.parametrize(
    ("moment", "text", "day"),
    [
        # Sunset in New York was at 6:08 pm.
        ("2021-10-20 22:00", "Wednesday, October 20th | 14 Heshvan 5782", "2021-10-20"),
        ("2021-10-20 22:30", "Wednesday, October 20th | 15 Heshvan 5782", "2021-10-20"),
        ("2021-10-21 03:59", "Wednesday, October 20th | 15 Heshvan 5782", "2021-10-20"),
        ("2021-10-21 04:00", "Thursday, October 21st | 15 Heshvan 5782", "2021-10-21"),
    ],
)
def test_every_page_carries_the_dateline_of_its_moment(client, moment, text, day):
    make_article(slug="rain", publish_at=datetime(2021, 10, 1, 12, tzinfo=UTC))
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
        for url in ["/", "/2021/10/01/rain/", "/category/city/", "/no/such/page/", "/contact/"]:
            response = client.get(url)
            first = elements(response, "time")[0]
            assert (first.text, first.attrs["datetime"]) == (text, day)


def test_what_the_forms_need_of_recaptcha(rf, settings):
    settings.RECAPTCHA_PUBLIC_KEY = "a-key"
    settings.RECAPTCHA_CHECKBOX_PUBLIC_KEY = "another-key"
    settings.RECAPTCHA_SCRIPT_URL = "https://captcha.example/api.js"
    assert newspaper(rf.get("/"))["recaptcha"] == {
        "site_key": "a-key",
        "checkbox_key": "another-key",
        "script_url": "https://captcha.example/api.js",
        "csrf_url": "/csrf/",
        "begun": begun_today,
    }


@pytest.mark.parametrize(
    ("words", "text"),
    [(5, "1 minute to read"), (460, "2 minutes to read"), (2300, "10 minutes to read")],
)
def test_an_article_says_how_long_it_takes_to_read(client, words, text):
    article = make_article(body=f"<p>{'word ' * words}</p>")
    assert texts(client.get(article.get_absolute_url()), ".reading-time") == [text]
