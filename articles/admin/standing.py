from articles.models import Article


def where_it_stands(article: Article) -> str:
    """Its status in the desk's words, which also say what the clock makes of it."""
    if article.is_scheduled:
        return "Scheduled"
    if article.status == "published" and not article.is_public():
        return "Expired"
    if article.has_unpublished_changes:
        return "Update pending"
    return article.get_status_display()
