"""Conventions that matter, held by reading the source, the URLs and the templates themselves."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, get_resolver

from algemeiner.desk import Desk

ROOT = Path(__file__).parent.parent
APPS = ("algemeiner", "articles", "authors")
SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name_of(path: Path) -> str:
    """articles/views/home.py -> "articles.views.home"; a package by its own name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def where(module: str, node: ast.AST) -> str:
    return f"{module}:{node.lineno}"


# URLs


def patterns(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern)


def access_of(view):
    """The mark of a view; the desk's own views get theirs on the way, see the next test."""
    holder = getattr(view, "model_admin", view)
    if isinstance(getattr(holder, "admin_site", None), Desk):
        return "desk"
    return getattr(view, "access", None)


MARKS = ("public", "desk", "contributor")


def test_every_url_says_whom_it_lets_in():
    ours = [
        pattern
        for pattern in patterns(get_resolver())
        if not pattern.callback.__module__.startswith("allauth.")
    ]
    assert len(ours) > 100
    unmarked = [p for p in ours if access_of(p.callback) not in MARKS]
    assert unmarked == []


def test_every_view_of_the_desk_goes_through_its_door():
    def view(request):
        return None

    assert admin.site.admin_view(view).access == "desk"


# What readers' views may do without seeing one moment: {where: why}.
OF_NO_MOMENT = {
    "articles.views.contributing.guests.confirm": "no article",
    "articles.views.contributing.guests.sent": "no article",
    "articles.views.contributing.guests.submit": "no article",
    "articles.views.pages.page": "one row, no article",
    "articles.views.photos.rendition": "a file",
    "articles.views.photos.share_picture": "a file",
    "articles.views.previews.photo": "a file",
    "articles.views.previews.preview": "a version never changes, and the reading is written down",
    "articles.views.reads.beacon": "nothing is shown",
    "articles.views.sitemaps.index": "one query",
    "articles.views.sitemaps.month": "one query",
    "articles.views.sitemaps.news": "one query, and the paper's name",
    "articles.views.sitemaps.pages": "no article",
    "articles.views.text_files.indexnow_key": "no article",
    "articles.views.text_files.robots": "no article",
    "articles.views.text_files.text_file": "no article",
}


def decorators(node):
    return {getattr(decorator, "id", "") for decorator in node.decorator_list}


def test_what_readers_are_shown_is_of_one_moment():
    """Or an article that is published anew between two queries is half on the page."""
    marks = {
        f"{module}.{node.name}": decorators(node)
        for module, tree in MODULES.items()
        if module.startswith("articles.views.")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and "public" in decorators(node)
    }
    assert len(marks) > 15
    assert {view for view in marks if "of_one_moment" not in marks[view]} == set(OF_NO_MOMENT)


# Imports


def imports(tree):
    """(module, node) of every import, those for types alone left out."""
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node
            # "from articles import workflow" names a module, too.
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def breaches(importers, forbidden):
    """Where modules whose names match `importers` import what matches `forbidden`."""
    return sorted(
        {
            f"{where(module, node)} imports {imported}"
            for module, tree in MODULES.items()
            if re.match(importers, module)
            for imported, node in imports(tree)
            if re.match(forbidden, imported)
        }
    )


def test_the_project_package_knows_neither_app():
    assert breaches(r"algemeiner\b(?!\.management)", r"(articles|authors)\b") == []


def test_authors_never_import_articles():
    assert breaches(r"authors\b", r"articles\b") == []


# Lower first; what is in one of them imports nothing of those below it.
PURE = (
    r"algemeiner\.(dateline|slugs|keys|environment|outside|recaptcha_standin|supervisor)$"
    r"|articles\.(counting|arranging|relating|rearranging|comparing|merging|links|sanitize|figures|footnotes|contents|embeds|sharing|structured_data|renditions"
    r"|likeness|caption_data|cards|crawlers|entries|feed_formats|text_files|alphabet|hebrew|questions|stretches)$"
    r"|articles\.importing\.page$"
    r"|articles\.contributing\.(lengths|links|overlaps|phrases|documents|packages|word|opendocument|plain_text)$"
    r"|articles\.demo\.(files|printing|pictures\b|archive\.(copying|pieces|words))"
    r"|authors\.(captcha|mail|mailbox|spam)$"
)
MODELS = r"(articles|authors)\.models\b"
VERBS = (
    r"articles\.(verbs|workflow|bulk|finding|saved_filters|bodies|changes|updates|assignments|letters|embargoes|previews|drafts|presences|gate|gate_rules|checks|proofs|front|lineups|breaking"
    r"|further|search|gathering|versions|tags|dashboard|paging|photos|photo_uses|addresses|outside_links|tasks|importing\.load)$"
    r"|articles\.(coming|linked_data|purging|reads|share_pictures|announcements|transparency)$"
    r"|articles\.contributing\.(consent|expiry|guests|kept_pictures|letters|pictures|requirements|standings|submissions)$"
    r"|articles\.contributing\.(erasing|freezing|people|personal_data)$"
    r"|authors\.(contributors|inbox|joining|letters|limits|notices|outgoing|people|record|tasks)$"
)
SURFACE = r"(articles|authors)\.(admin|views|feeds|forms|middleware|context|urls|management)\b"
URLS = r"(algemeiner|articles|authors)\.urls$"


@pytest.mark.parametrize(
    ("importers", "forbidden"),
    [
        (PURE, rf"{MODELS}|{VERBS}|{SURFACE}|{URLS}|django\.(db|contrib|shortcuts)\b"),
        (MODELS, rf"{VERBS}|{SURFACE}|{URLS}"),
        # An inbox takes a form: what a stranger sent is only known by it.
        (VERBS, rf"(?!authors\.forms\b)({SURFACE})|{URLS}"),
        (r"(articles|authors)\.views\b", r"(articles|authors)\.admin\b|" + URLS),
        (r"(articles|authors)\.admin\b", r"(articles|authors)\.views\b|" + URLS),
    ],
    ids=["pure modules", "models", "verbs", "views", "admin"],
)
def test_imports_go_one_way(importers, forbidden):
    assert [name for name in MODULES if re.match(importers, name)] != []
    assert breaches(importers, forbidden) == []


def test_nothing_pages_by_number():
    assert breaches(r"(articles|authors)\.(?!admin)", r"django\.core\.paginator") == []


# Habits


def nodes(kind, outside=r"$"):
    """(module, node) of every node of a kind, outside modules whose names match."""
    return [
        (module, node)
        for module, tree in MODULES.items()
        if not re.match(outside, module)
        for node in ast.walk(tree)
        if isinstance(node, kind)
    ]


def test_no_error_is_caught_without_being_named():
    broad = [
        where(module, handler)
        for module, handler in nodes(ast.ExceptHandler)
        if handler.type is None
        or {"Exception", "BaseException"}
        & {getattr(name, "id", "") for name in ast.walk(handler.type)}
    ]
    assert broad == []


def test_what_is_public_is_said_in_one_place():
    """Nobody but the models asks for a status or compares the times that make an article public."""
    asked = [
        f"{where(module, call)} {keyword.arg}"
        for module, call in nodes(ast.Call, outside=r"(articles|authors)\.(models|migrations)\b")
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in ("filter", "exclude", "Q")
        for keyword in call.keywords
        if re.match(r"(\w+__)?(status|publish_at|expires_at)(__|$)", keyword.arg or "")
    ]
    assert asked == []


def test_only_the_workflow_writes_an_article():
    written = [
        f"{where(module, node)} {target.attr}"
        for module, node in nodes(ast.Assign, outside=r"articles\.(workflow|models|migrations)\b")
        for target in node.targets
        if isinstance(target, ast.Attribute)
        and target.attr in ("working_copy", "live_revision", "withdrawal_notice", "publish_at")
    ]
    assert written == []


SHELVES = {"services", "selectors", "utils", "helpers", "common", "misc"}


def test_no_module_is_named_for_nothing():
    assert [name for name in MODULES if SHELVES & set(name.split("."))] == []


def test_no_merge_was_left_in_the_middle():
    marks = re.compile(rb"^(<{7}|>{7}) ", re.MULTILINE)
    folders = ("algemeiner", "articles", "authors", "docs", "static", "templates", "tests")
    kinds = {".css", ".html", ".js", ".md", ".py", ".toml", ".txt"}
    paths = [path for name in folders for path in (ROOT / name).rglob("*") if path.suffix in kinds]
    lost = [str(path) for path in paths if marks.search(path.read_bytes())]
    assert lost == []


# Templates

INLINE = {
    # But for data, which no browser runs.
    "script": re.compile(
        r'<script\b(?![^>]*\bsrc=)(?! type="application/ld\+json">)', re.IGNORECASE
    ),
    "style element": re.compile(r"<style\b(?![^>]*></style>)", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
}
# A mailbox knows no style sheet of ours.
IN_MAIL = {"style element", "style attribute"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_that_the_policy_would_refuse(path):
    text = path.read_text(encoding="utf-8")
    allowed = IN_MAIL if path.parent.name == "mail" else set()
    found = {what for what, pattern in INLINE.items() if pattern.search(text)}
    assert found - allowed == set()


# Tests

# Test modules that are named for a question asked of several modules at once.
TOPICS = {
    "access",
    "bench",
    "desk_access",
    "constraints",
    "conventions",
    "dashboard",
    "secret_photos",
    "junk",
    "log_in_by_code",
    "plans",
    "plans_of_pages",
    "queries",
    "turning_over",
    "valid_html",
    "safe_migrations",
    "visibility",
}

# Folders of tests that play on the whole: pages in a browser, much of everything, processes killed.
WHOLE = (("browser",), ("perf",), ("faults",))


def test_tests_are_found_where_their_module_is():
    """tests/articles/views/test_home.py tests articles/views/home.py, or a module below that."""
    lost = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        folder = path.parent.relative_to(ROOT / "tests").parts
        noun = path.stem.removeprefix("test_")
        if folder[:1] in WHOLE or noun in TOPICS:
            continue
        within = ".".join(folder)
        if not any(re.match(rf"{within}\b.*\b{noun}$", name) for name in MODULES):
            lost.append(str(path.relative_to(ROOT)))
    assert lost == []


# Migrations


@pytest.fixture(scope="module")
def migrations():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    loader.build_graph()
    return loader


def test_migrations_are_named_in_words_and_stand_in_one_line(migrations):
    for label in ("articles", "authors"):
        names = sorted(name for app, name in migrations.disk_migrations if app == label)
        assert [name for name in names if not re.fullmatch(r"\d{4}_[a-z][a-z_]+", name)] == []
        assert [name for name in names if "auto" in name] == []
        assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
        assert len(migrations.graph.leaf_nodes(label)) == 1


def test_migrations_can_be_undone(migrations):
    one_way = [
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in migrations.disk_migrations.items()
        if app in APPS
        for operation in migration.operations
        if not operation.reversible
    ]
    assert one_way == []


def test_every_constraint_and_index_has_a_name_of_ours():
    for label in ("articles", "authors"):
        for model in apps.get_app_config(label).get_models():
            options = model._meta
            for thing in [*options.constraints, *options.indexes]:
                assert re.fullmatch(r"[a-z_]+", thing.name), thing
            assert not options.unique_together, model
