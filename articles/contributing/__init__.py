"""Pieces from people outside the newsroom, from the first word to readers and after."""
