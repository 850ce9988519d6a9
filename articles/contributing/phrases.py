"""How letters to senders usually begin: {what the editor does: {name: (label, words)}}."""

PHRASES = {
    "shorter": (
        "Shorter",
        "Thank you for this piece. It is longer than we can print. Could you bring it to 900 "
        "words? Keep the argument, and what only you can tell.",
    ),
    "sources": (
        "Sources",
        "Thank you for this piece. Before we can go on we need to see where the facts come from. "
        "Please add the addresses of your sources for:",
    ),
    "printed": (
        "Printed before",
        "Thank you for this piece. It, or a large part of it, has been published before. We print "
        "reprints rarely, and only with the permission of who published them first.",
    ),
    "enough": (
        "Enough of this",
        "Thank you for this piece. We have had several on the same subject lately and cannot take "
        "another one now. We would be glad to read you on something else.",
    ),
    "not_for_us": (
        "Not for us",
        "Thank you for letting us read this piece. We have decided not to publish it. That says "
        "nothing against offering it elsewhere.",
    ),
}
