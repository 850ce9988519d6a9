"""
What is done about people's log-ins, one function a verb.

Each verb runs in one transaction, asks the policy on behalf of `by` (None is the operator), and
leaves an entry in the person's history.
"""

from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest


def end_other_sessions(request: HttpRequest, user: Any, **signal: Any) -> None:
    """On allauth's signal that a factor was added: what began without one ends."""
    for session in UserSession.objects.filter(user=user).exclude(
        session_key=request.session.session_key
    ):
        session.end()
