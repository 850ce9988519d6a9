import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from algemeiner.policy import Role
from articles import finding, tags, workflow
from articles.models import AuditEntry, KeptVersion, MergedTag, Redirect, Tag, TaggedArticle
from tests.factories import TagFactory, UserFactory, change, copy, make_article, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return UserFactory(role=Role.MANAGING_EDITOR)


def live_tags(article):
    return sorted(item.tag.name for item in article.tagged_items.select_related("tag"))


def tags_of(revision):
    return sorted(tag.name for tag in revision.tags.all())


class TestMerging:
    def test_moves_what_the_tags_are_on_once_each(self, manager):
        one, two, stays = TagFactory(name="A"), TagFactory(name="B"), TagFactory(name="C")
        both = make_article(tags=[one, two])
        all_three = make_article(tags=[one, stays])
        draft = make_draft(tags=[two])
        tags.merge([one, two], into=stays, by=manager)
        assert [live_tags(both), live_tags(all_three)] == [["C"], ["C"]]
        assert tags_of(draft.working_copy) == ["C"]
        assert [tag.name for tag in Tag.objects.all()] == ["C"]
        assert stays.synonyms.values_list("name", flat=True).count() == 2

    def test_an_old_version_brings_the_tag_that_there_is(self, manager):
        gone, stays = TagFactory(name="Settlement"), TagFactory(name="Settlements")
        article = make_article(tags=[gone])
        old = article.working_copy
        latest = workflow.save(article, copy(tags=[]), based_on=old.pk, by=None)
        tags.merge([gone], into=stays, by=manager)
        restored = workflow.restore(article, old, based_on=latest.pk, by=None)
        assert tags_of(restored) == ["Settlements"]

    def test_the_live_row_keeps_the_time_that_lists_are_in_the_order_of(self, manager):
        gone, stays = TagFactory(), TagFactory()
        article = make_article(tags=[gone])
        tags.merge([gone], into=stays, by=manager)
        row = TaggedArticle.objects.get()
        assert (row.tag, row.publish_at) == (stays, article.publish_at)
        assert change(article, headline="Still Here").tagged_items.get().tag == stays

    def test_the_desk_s_list_finds_by_the_tag_that_stays(self, manager):
        gone, stays = TagFactory(), TagFactory()
        articles = {make_article(tags=[gone]).pk, make_draft(tags=[gone, stays]).pk}
        tags.merge([gone], into=stays, by=manager)
        wanted = finding.Wanted(facets={"tag": stays.pk})
        assert set(finding.newest(wanted, manager, 9)) == articles
        assert finding.newest(finding.Wanted(facets={"tag": gone.pk}), manager, 9) == []

    def test_every_address_leads_to_the_one_that_stays(self, client, manager):
        first, second, last = (TagFactory(name=name) for name in ("First", "Second", "Last"))
        make_article(tags=[first])
        tags.merge([first], into=second, by=manager)
        tags.merge([second], into=last, by=manager)
        for path in ("/tag/first/", "/tag/second/"):
            assert client.get(path).url == "/tag/last/"
            assert client.get(f"{path}feed/").url == "/tag/last/feed/"
        assert {redirect.tag for redirect in Redirect.objects.all()} == {last}

    def test_its_names_find_it_from_then_on(self, manager):
        gone = TagFactory(name="Settlement")
        gone.other_names = ["Colony"]
        gone.save_other_names()
        stays = tags.merge([gone], into=TagFactory(name="Settlements"), by=manager)
        assert stays.synonyms.count() == 2
        for typed in ("settlement", "COLONY"):
            assert list(Tag.objects.called(typed)) == [stays]

    def test_the_record_says_what_was_moved(self, manager):
        gone, stays = TagFactory(name="Bridge"), TagFactory(name="Bridges")
        article = make_article(tags=[gone])
        workflow.save(article, copy(tags=[gone]), based_on=article.working_copy_id, by=None)
        tags.merge([gone], into=stays, by=manager, reason="One thing.")
        entry = AuditEntry.objects.about(stays).get(verb="merge")
        assert (entry.by, entry.reason, entry.details) == (
            manager,
            "One thing.",
            {
                "merged": [
                    {
                        "id": gone.pk,
                        "name": "Bridge",
                        "address": "/tag/bridge/",
                        "articles": 1,
                        "versions": 2,
                    }
                ]
            },
        )
        newest = KeptVersion.objects.of(stays).first()
        assert (newest.note, newest.words["other_names"]) == (
            "“Bridge” merged into it.",
            ["Bridge"],
        )

    def test_the_cost_does_not_grow_with_the_articles(self, manager):
        def cost(count):
            gone, stays = TagFactory(), TagFactory()
            for _ in range(count):
                make_article(tags=[gone])
            with CaptureQueriesContext(
                connection,
            ) as queries:
                tags.merge([gone], into=stays, by=manager)
            return len(queries)

        assert cost(1) == cost(3)

    def test_a_form_that_was_open_goes_on_with_the_one_that_stays(self, manager):
        gone, stays = TagFactory(name="Bridge"), TagFactory(name="Bridges")
        held = Tag.objects.get(pk=gone.pk)  # as a form has it whose fields were checked before
        article = make_draft()
        tags.merge([gone], into=stays, by=manager)
        revision = workflow.save(
            article, copy(tags=[held]), based_on=article.working_copy_id, by=None
        )
        assert tags_of(revision) == ["Bridges"]
        assert MergedTag.objects.get().tag == stays

    def test_what_is_gone_already_is_refused(self, manager):
        gone, stays = TagFactory(), TagFactory()
        stale = Tag.objects.get(pk=gone.pk)
        tags.merge([gone], into=stays, by=manager)
        with pytest.raises(ValidationError, match="gone"):
            tags.merge([stale], into=stays, by=manager)
        with pytest.raises(ValidationError, match="Choose a tag"):
            tags.merge([stays], into=stays, by=manager)

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.REPORTER])
    def test_is_the_managing_editors(self, role):
        one, two = TagFactory(), TagFactory()
        with pytest.raises(PermissionDenied):
            tags.merge([one], into=two, by=UserFactory(role=role))
        assert Tag.objects.count() == 2


class TestDiscarding:
    def test_ends_what_nothing_has_and_nothing_else(self, client, manager):
        idle, live, old = (TagFactory(name=name) for name in ("Idle", "Live", "Old"))
        make_article(tags=[live])
        draft = make_draft(tags=[old])
        workflow.save(draft, copy(tags=[]), based_on=draft.working_copy_id, by=None)
        assert tags.discard([idle, live, old], by=manager) == ["Idle"]
        assert [tag.name for tag in Tag.objects.all()] == ["Live", "Old"]
        assert client.get("/tag/idle/").status_code == 410
        assert client.get("/tag/idle/feed/").status_code == 410
        entry = AuditEntry.objects.get(verb="discard")
        assert (entry.about_name, entry.details) == ("Idle", {"address": "/tag/idle/"})

    def test_gives_up_the_addresses_that_it_had_too(self, client, manager):
        tag = TagFactory(name="Idle")
        Redirect.objects.create(path="/tag/older/", tag=tag)
        tags.discard([tag], by=manager)
        assert client.get("/tag/older/").status_code == 410

    def test_is_the_managing_editors(self):
        with pytest.raises(PermissionDenied):
            tags.discard([TagFactory()], by=UserFactory(role=Role.EDITOR))


class TestReport:
    def test_names_what_hardly_anything_has(self):
        names = ("Nothing", "Draft only", "One", "Two", "Old")
        nothing, drafted, one, two, old = (TagFactory(name=name) for name in names)
        make_draft(tags=[drafted])
        make_article(tags=[one, two])
        recent = make_article(tags=[two])
        long_ago = make_article(tags=[old], publish_at=recent.publish_at.replace(year=2001))
        make_article(tags=[old], publish_at=recent.publish_at.replace(year=2002))
        since = recent.publish_at.replace(year=2003)
        assert list(Tag.objects.on_nothing()) == [nothing]
        assert list(Tag.objects.on_one_article()) == [one]
        assert list(Tag.objects.unused_since(since)) == [old]
        newest = {tag.name: tag.newest for tag in Tag.objects.with_newest()}
        assert newest["Draft only"] is None
        assert newest["Old"] > long_ago.publish_at
