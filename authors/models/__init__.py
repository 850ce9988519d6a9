from authors.models.authors import Author
from authors.models.contact import Answer, ContactMessage
from authors.models.contributors import Contributor, Standing, Terms, Trust
from authors.models.join import JoinRequest
from authors.models.notices import Delivery, Notice, NoticeChoice
from authors.models.outgoing import MailTrouble, OutgoingMail
from authors.models.tallies import Tally
from authors.models.users import User

__all__ = [
    "Answer",
    "Author",
    "ContactMessage",
    "Contributor",
    "Delivery",
    "JoinRequest",
    "MailTrouble",
    "Notice",
    "NoticeChoice",
    "OutgoingMail",
    "Standing",
    "Tally",
    "Terms",
    "Trust",
    "User",
]
