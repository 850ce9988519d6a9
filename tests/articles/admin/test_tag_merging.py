from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import AuditEntry, Tag
from tests.articles.admin.forms import messages
from tests.factories import TagFactory, make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

MERGE = "/admin/articles/tag/merge/"
DISCARD = "/admin/articles/tag/discard/"
LIST = "/admin/articles/tag/"


def about(address, *tags):
    return f"{address}?{'&'.join(f'tag={tag.pk}' for tag in tags)}"


class TestMerging:
    def test_from_the_list_asks_which_one_stays(self, desk):
        one, two = TagFactory(name="Bridge"), TagFactory(name="Bridges")
        make_article(tags=[two])
        later = timezone.now() + timedelta(hours=1)
        make_article(tags=[two], publish_at=later, embargo_until=later)
        chosen = {"action": "merge", "_selected_action": [one.pk, two.pk]}
        response = desk.get(desk.post(LIST, chosen).url)
        assert texts(response, "tbody") == ["Bridge /tag/bridge/ 0 Bridges /tag/bridges/ 1"]
        radios = elements(response, "input[type=radio]")
        assert [(r.attrs["value"], "checked" in r.attrs) for r in radios] == [
            (str(one.pk), False),
            (str(two.pk), False),
        ]

    def test_merges_and_says_where_the_addresses_lead(self, desk):
        one, two = TagFactory(name="Bridge"), TagFactory(name="Bridges")
        response = desk.post(about(MERGE, one, two), {"into": two.pk, "reason": "One thing."})
        assert response.url == f"/admin/articles/tag/{two.pk}/change/"
        shown = messages(desk.get(response.url))
        assert shown == [
            "Merged: “Bridge” is “Bridges” now, "
            '<a href="/tag/bridges/">with every address it had</a>.'
        ]
        assert AuditEntry.objects.get(verb="merge").reason == "One thing."

    def test_into_one_that_was_not_chosen(self, desk):
        one, two, other = (TagFactory(name=name) for name in "ABC")
        desk.post(about(MERGE, one, two), {"into": two.pk, "another": other.pk})
        assert list(Tag.objects.all()) == [other]

    def test_one_tag_is_asked_only_for_the_other(self, desk):
        tag, other = TagFactory(name="A"), TagFactory(name="B")
        response = desk.get(about(MERGE, tag))
        assert elements(response, "input[type=radio]") == []
        desk.post(about(MERGE, tag), {"another": other.pk})
        assert list(Tag.objects.all()) == [other]

    @pytest.mark.parametrize("fields", [{}, {"into": "x"}, {"into": "0"}, {"another": "9" * 30}])
    def test_into_nothing_is_refused(self, desk, fields):
        tags = [TagFactory(), TagFactory()]
        response = desk.post(about(MERGE, *tags), fields)
        assert (response.status_code, Tag.objects.count()) == (200, 2)
        assert len(elements(response, "ul.errorlist")) == 1

    def test_into_itself_is_refused_in_words(self, desk):
        tag = TagFactory()
        response = desk.post(about(MERGE, tag), {"another": tag.pk})
        assert texts(response, "ul.errorlist") == ["Choose a tag to merge into another one."]

    @pytest.mark.parametrize("address", [MERGE, DISCARD])
    @pytest.mark.parametrize("query", ["", "?tag=999", "?tag=x", "?tag=" + "9" * 30])
    def test_of_none_leads_back_to_the_list(self, desk, address, query):
        for ask in (desk.get, desk.post):
            response = ask(address + query)
            assert response.url == LIST
            assert messages(desk.get(LIST)) == ["There are no such tags any more."]


class TestDiscarding:
    def test_says_what_goes_and_what_stays(self, desk):
        idle, used = TagFactory(name="Idle"), TagFactory(name="Used")
        make_article(tags=[used])
        chosen = {"action": "discard", "_selected_action": [idle.pk, used.pk]}
        asked = desk.post(LIST, chosen).url
        response = desk.get(asked)
        assert texts(response, "ul.tag-names") == ["Idle", "Used"]
        assert elements(response, "input[type=submit]")[-1].attrs["value"] == "Delete 1 tag"
        assert Tag.objects.count() == 2
        desk.post(asked)
        assert list(Tag.objects.all()) == [used]
        shown = messages(desk.get(LIST))
        assert shown == ["Deleted: “Idle”. 1 stayed: something has them."]
