LONGEST = (
    18  # digits; PostgreSQL has no whole number that is longer, and Python reads none of 5,000
)


def is_key(text: object) -> bool:
    """Whether what somebody sent can be the number of a row; the database is asked of no other."""
    written = str(text)
    return written.isdecimal() and len(written) <= LONGEST
