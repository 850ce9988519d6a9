"""A large archive beside the hand-made articles: believable in what it costs to list and search."""
