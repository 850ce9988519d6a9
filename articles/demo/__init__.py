"""The demo newsroom: sixty articles with everything around them, made from the files here."""
