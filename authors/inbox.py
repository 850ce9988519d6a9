"""What strangers send in, on its way to the newsroom."""

from typing import Any

from django.db import transaction

from authors import tasks
from authors.forms import VisitorForm
from authors.models.contact import Screening


@transaction.atomic
def receive(form: VisitorForm) -> Any:
    """
    Keep what a valid form brings and tell the newsroom by mail, both or neither.

    What was held waits at the desk and sends no mail.
    """
    sent = form.save()
    if sent.screening == Screening.PASSED:
        tasks.tell_newsroom.defer(model=sent._meta.model_name, pk=sent.pk)
    return sent
