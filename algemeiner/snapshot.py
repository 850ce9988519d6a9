"""Reading the database as it stood at one moment."""

from functools import wraps
from typing import Any

from django.db import connection, transaction

from algemeiner.policy import View

OF_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


def of_one_moment(view: View) -> View:
    """
    Let all queries of a view see the database as its first one did.

    Otherwise an article that is published anew between two of them is shown with its old text and
    its new byline. Within a transaction that is open already, it is the caller's to decide.
    """

    @wraps(view)
    def seeing_one_moment(*args: Any, **kwargs: Any) -> Any:
        if connection.in_atomic_block:
            return view(*args, **kwargs)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(OF_ONE_MOMENT)
            return view(*args, **kwargs)

    return seeing_one_moment  # type: ignore[return-value]
