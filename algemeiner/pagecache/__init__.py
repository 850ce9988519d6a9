"""
The pages that readers ask for again and again, ready in each web process's memory.

A WSGI application around Django's (`application`) looks a request up (`requests`) among the pages
that are kept (`store`, `pages`); a hit is a look into a dictionary and never enters Django. A view
says by `cached` that its page is the same for everybody; it is rendered for a stranger, once
however many ask (`rendering`), and everything that it is made of leaves its tag (`dependencies`,
`rows`). When any of that changes PostgreSQL itself says so, after the commit (the migration
pages_turn_over), and a thread hears it (`listener`). What is to change by itself is known
beforehand (`coming`).

Tags are words. Of rows: `article-12`, `author-3`, `photo-9`, `tag-4`. Of lists: `articles`,
`in-section-5`, `by-author-3`, `under-tag-4`, `of-kind-news`, `in-year-2021`, `on-day-2021-07-19`,
`front`, `most-read-day`, `redirects`. Of what is on every page: `site`.
"""

from algemeiner.pagecache.dependencies import cached, depends_on

__all__ = ["cached", "depends_on"]
