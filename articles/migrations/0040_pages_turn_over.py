"""
PostgreSQL itself tells the web processes which of readers' pages are out of date (the page cache,
algemeiner.pagecache), so that no way of writing can forget it: verbs, the admin, an import, a shell.

Notices are tags, sent when the transaction commits. After a hundred of a transaction's it says
`site`, which is every page: an import of a year is one notice, not a million.
"""

from django.db import migrations

TELL = """
CREATE FUNCTION turn_pages_over(tags text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  told integer := coalesce(nullif(current_setting('algemeiner.told', true), ''), '0')::integer;
BEGIN
  IF tags = '' THEN
    RETURN;
  END IF;
  IF told < 100 AND length(tags) < 7000 THEN
    PERFORM set_config('algemeiner.told', (told + 1)::text, true);
    PERFORM pg_notify('readers_pages', tags);
  ELSE
    PERFORM pg_notify('readers_pages', 'site');
  END IF;
END
$$
"""

# The tags of the pages that show an article: "" of what readers never had and are not to have.
# What is to come counts as well: its moment is known to every page that will show it.
OF_ARTICLE = """
CREATE FUNCTION pages_of_article(article articles_article) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN article.status IN ('published', 'withdrawn') THEN concat_ws(' ',
    'articles',
    'article-' || article.id,
    'of-kind-' || article.kind,
    'in-section-' || article.section_id,
    'in-year-' || to_char(article.publish_at AT TIME ZONE 'America/New_York', 'YYYY'),
    'on-day-' || to_char(article.publish_at AT TIME ZONE 'America/New_York', 'YYYY-MM-DD'),
    (SELECT string_agg('by-author-' || author_id, ' ')
      FROM articles_byline WHERE article_id = article.id),
    (SELECT string_agg('under-tag-' || tag_id, ' ')
      FROM articles_taggedarticle WHERE article_id = article.id),
    (SELECT DISTINCT 'site' FROM articles_breakingnews
      WHERE article_id = article.id AND ends_at > now())
  ) ELSE '' END
$$
"""

# But for what only the desk knows: saving a working copy changes no page.
OF_THE_DESK = "ARRAY['working_copy_id', 'assigned_to_id', 'due_at', 'search_vector']"
ARTICLE = f"""
CREATE FUNCTION article_turns_pages_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - {OF_THE_DESK} = to_jsonb(NEW) - {OF_THE_DESK} THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM turn_pages_over(pages_of_article(OLD));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM turn_pages_over(pages_of_article(NEW));
  END IF;
  RETURN NULL;
END
$$
"""

# Another row: of the article that it belongs to; where there are arguments, their tag, which is a
# word and what stands in a column, or a word alone.
ROW = """
CREATE FUNCTION row_turns_pages_over() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  version jsonb;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
    RETURN NULL;
  END IF;
  FOREACH version IN ARRAY array_remove(ARRAY[to_jsonb(OLD), to_jsonb(NEW)], NULL) LOOP
    IF TG_ARGV[0] = 'of-article' THEN
      PERFORM turn_pages_over(pages_of_article(article))
        FROM articles_article AS article WHERE id = (version->>'article_id')::bigint;
    ELSE
      PERFORM turn_pages_over(TG_ARGV[0] || coalesce(version->>TG_ARGV[1], ''));
    END IF;
  END LOOP;
  RETURN NULL;
END
$$
"""

FUNCTIONS = [
    (TELL, "turn_pages_over(text)"),
    (OF_ARTICLE, "pages_of_article(articles_article)"),
    (ARTICLE, "article_turns_pages_over()"),
    (ROW, "row_turns_pages_over()"),
]

# {table: [what its rows turn over]}
ROWS = {
    "articles_byline": ["'of-article'", "'by-author-', 'author_id'"],
    "articles_taggedarticle": ["'of-article'", "'under-tag-', 'tag_id'"],
    "articles_change": ["'of-article'"],
    "articles_sharepicture": ["'article-', 'article_id'"],
    "articles_photo": ["'photo-', 'id'"],
    "articles_tag": ["'tag-', 'id'"],
    "authors_author": ["'author-', 'id'"],
    "articles_mostread": ["'most-read-', 'stretch'"],
    "articles_lineup": ["'front'"],
    "articles_slot": ["'front'"],
    "articles_redirect": ["'redirects'"],
    # On every page: the name of the paper, its sections, pages and breaking news.
    "articles_site": ["'site'"],
    "articles_section": ["'site'"],
    "articles_page": ["'site'"],
    "articles_breakingnews": ["'site'"],
}


def trigger(table: str, number: int, function: str) -> migrations.RunSQL:
    name = f"{table}_turns_pages_over_{number}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0039_section_colour"), ("authors", "0012_trusted_to_publish")]
    operations = [
        *(
            migrations.RunSQL(function, f"DROP FUNCTION {signature}")
            for function, signature in FUNCTIONS
        ),
        trigger("articles_article", 1, "article_turns_pages_over()"),
        *(
            trigger(table, number, f"row_turns_pages_over({argument})")
            for table, told in ROWS.items()
            for number, argument in enumerate(told, start=1)
        ),
    ]
