from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path, register_converter

from algemeiner import converters
from articles.converters import FileKey, FileName, GuestToken, KindConverter, PreviewToken
from articles.views import (
    archives,
    articles,
    authors,
    changes,
    corrections,
    feeds,
    home,
    kinds,
    pages,
    photos,
    previews,
    reads,
    search,
    sections,
    series,
    sitemaps,
    tags,
    text_files,
)
from articles.views.contributing import data, guests, pieces, profile

register_converter(converters.Slug, "paper_slug")
register_converter(converters.Day, "paper_day")
register_converter(converters.Month, "paper_month")
register_converter(converters.Year, "paper_year")
register_converter(KindConverter, "kind")
register_converter(FileKey, "file_key")
register_converter(FileName, "file_name")
register_converter(PreviewToken, "preview_token")
register_converter(GuestToken, "guest_token")


def feed_of(route: str, view: Callable[..., Any]) -> list[URLPattern]:
    """The feeds of what stands at an address: RSS under feed/, Atom and JSON Feed under that."""
    name = "feed" if view is feeds.site else f"{view.__name__}_feed"
    return [
        path(f"{route}feed/", view, {"form": "rss"}, name=name),
        *(
            path(f"{route}feed/{form}/", view, {"form": form}, name=f"{name}_{form}")
            for form in ("atom", "json")
        ),
    ]


app_name = "articles"
urlpatterns = [
    path("", home.home, name="home"),
    *feed_of("", feeds.site),
    path("search/", search.search, name="search"),
    path("category/<paper_slug:slug>/", sections.section, name="section"),
    *feed_of("category/<paper_slug:slug>/", feeds.section),
    path("tag/<paper_slug:slug>/", tags.tag, name="tag"),
    *feed_of("tag/<paper_slug:slug>/", feeds.tag),
    path("authors/", authors.authors, name="authors"),
    path("author/<paper_slug:slug>/", authors.author, name="author"),
    *feed_of("author/<paper_slug:slug>/", feeds.author),
    path("series/<paper_slug:slug>/", series.series, name="series"),
    path("kind/<kind:kind>/", kinds.kind, name="kind"),
    *feed_of("kind/<kind:kind>/", feeds.kind),
    path("most-read/", reads.most_read, name="most_read"),
    path("read/", reads.beacon, name="read"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("robots.txt", text_files.robots, name="robots"),
    path("ads.txt", text_files.text_file, {"name": "ads_txt"}, name="ads_txt"),
    path("trust.txt", text_files.text_file, {"name": "trust_txt"}, name="trust_txt"),
    path(".well-known/trust.txt", text_files.text_file, {"name": "trust_txt"}),
    path(
        ".well-known/security.txt",
        text_files.text_file,
        {"name": "security_txt"},
        name="security_txt",
    ),
    path("indexnow-key.txt", text_files.indexnow_key, name="indexnow_key"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("sitemap/pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap/<paper_month:month>.xml", sitemaps.month, name="sitemap_month"),
    path("media/photos/<file_key:key>/<file_name:name>", photos.rendition, name="rendition"),
    path("media/share/<file_key:name>.jpg", photos.share_picture, name="share_picture"),
    path("contribute/", pieces.pieces, name="pieces"),
    path("contribute/profile/", profile.profile, name="profile"),
    path("contribute/profile/portrait/", profile.portrait, name="portrait"),
    path("contribute/data/", data.data, name="data"),
    path("contribute/data/download/", data.download, name="download_data"),
    path("contribute/terms/", profile.terms, name="terms"),
    path("contribute/new/", pieces.new, name="new_piece"),
    path("contribute/<int:pk>/", pieces.piece, name="piece"),
    path("contribute/<int:pk>/compare/", pieces.compare, name="piece_compare"),
    path("contribute/<int:pk>/draft/", pieces.draft, name="piece_draft"),
    path("contribute/<int:pk>/offers/", pieces.offers, name="piece_offers"),
    path("contribute/<int:pk>/photo/", pieces.photo, name="piece_photo"),
    path("contribute/<int:pk>/<slug:name>/", pieces.act, name="piece_act"),
    path("submit/", guests.submit, name="submit"),
    path("submit/sent/", guests.sent, name="guest_sent"),
    path("submit/confirm/<guest_token:token>/", guests.confirm, name="guest_confirm"),
    path("submit/<guest_token:token>/", guests.piece, name="guest_piece"),
    path("submit/<guest_token:token>/compare/", guests.compare, name="guest_compare"),
    path("submit/<guest_token:token>/photo/", guests.photo, name="guest_photo"),
    path("submit/<guest_token:token>/renew/", guests.renew, name="guest_renew"),
    path("submit/<guest_token:token>/<slug:name>/", guests.act, name="guest_act"),
    path("preview/<preview_token:token>/", previews.preview, name="preview"),
    path(
        "preview/<preview_token:token>/photos/<file_key:key>/<file_name:name>",
        previews.photo,
        name="preview_photo",
    ),
    path("<paper_year:year>/", archives.year, name="archive_year"),
    path("<paper_month:month>/", archives.month, name="archive_month"),
    path("<paper_day:day>/", archives.day, name="archive_day"),
    path("<paper_day:day>/<paper_slug:slug>/", articles.article, name="article"),
    path("<paper_day:day>/<paper_slug:slug>/changes/", changes.changes, name="changes"),
    # Last: an editable page takes any single word that nothing above it has.
    path("<paper_slug:slug>/", pages.page, name="page"),
]
