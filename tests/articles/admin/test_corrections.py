import pytest

from algemeiner.policy import Role
from articles import changes
from articles.models import Article, AuditEntry, Change
from tests.articles.admin.forms import messages
from tests.factories import SectionFactory, change, make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

TYPED = {"text": "It was Sunday.", "placement": "foot", "reason": "A slip of the hand."}


@pytest.fixture
def old():
    change(make_article(headline="Rain"), "correction", "It was Sunady.", "top", dek="Wet.")
    return Change.objects.get()


def screen(old, article=None):
    return f"/admin/articles/article/{(article or old.article).pk}/supersede/?correction={old.pk}"


def test_a_better_text_takes_its_place_and_the_old_one_stays(enter, old):
    client = enter(Role.EDITOR)
    form = client.get(f"/admin/articles/article/{old.article_id}/change/").content.decode()
    assert f'href="{screen(old)}"' in form
    shown = client.get(screen(old))
    assert texts(shown, "textarea[name=text]") == ["It was Sunady."]
    response = client.post(screen(old), TYPED, follow=True)
    assert messages(response) == ["Readers have the better text. The old one stays on the record."]
    new = Change.objects.standing().get()
    assert (new.text, new.placement, new.supersedes, new.by) == (
        "It was Sunday.",
        "foot",
        old,
        client.person,
    )
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.reason) == ("supersede", "A slip of the hand.")
    assert Article.objects.get().updated_at == new.at
    assert texts(client.get(old.article.get_absolute_url()), ".told") == ["It was Sunday."]
    assert [mark for mark in texts(response, ".mark") if mark == "superseded"] == ["superseded"]


@pytest.mark.parametrize("name", ["text", "reason"])
def test_without_a_text_or_a_reason_nothing_happens_and_the_rest_stays_typed(enter, old, name):
    response = enter().post(screen(old), TYPED | {name: " "})
    assert texts(response, ".errorlist li") == ["This field is required."]
    other = "reason" if name == "text" else "text"
    assert texts(response, f"textarea[name={other}]") == [TYPED[other]]
    assert Change.objects.get() == old


def test_of_two_tabs_the_second_is_told(enter, old):
    client = enter()
    changes.supersede(old, text="It was Saturday.", by=None)
    response = client.post(screen(old), TYPED, follow=True)
    assert messages(response) == ["That correction does not stand: another has taken its place."]
    assert Change.objects.standing().get().text == "It was Saturday."


def test_only_a_correction_of_this_article_is_superseded(enter, old):
    client, another = enter(), make_article()
    change(another, "update", "New.", dek="Wet.")
    update = Change.objects.get(kind="update")
    for path in (screen(old, another), screen(update)):
        client.post(path, TYPED)
    assert client.get(f"{screen(old)}x").status_code == 404
    assert Change.objects.standing().count() == 2


def test_an_editor_of_another_section_and_who_may_not_publish_are_refused(enter, old):
    for role in (Role.REPORTER, Role.PHOTO_EDITOR):
        client = enter(role)
        assert (
            client.get(screen(old)).status_code,
            client.post(screen(old), TYPED).status_code,
        ) == (
            403,
            403,
        )
        link = f"/admin/articles/article/{old.article_id}/change/"
        assert "/supersede/" not in client.get(link).content.decode()
    client = enter(Role.EDITOR)
    client.person.sections.set([SectionFactory(slug="food")])
    assert client.post(screen(old), TYPED).status_code == 403
    assert Change.objects.get() == old


def test_the_words_of_a_correction_are_text(enter):
    change(make_article(), "correction", "<script>alert(1)</script>", dek="Wet.")
    old = Change.objects.get()
    client = enter()
    for path in (screen(old), f"/admin/articles/article/{old.article_id}/change/"):
        response = client.get(path)
        assert "<script>alert" not in response.content.decode()
        assert elements(response, "[dir=auto]") != []
