"""
The contributors' own pages. What finds a piece (`mine` of its contributor) stands apart from what
shows it and acts on it, which takes the piece: a guest's own page finds it in another way.
"""
