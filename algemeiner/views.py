"""Error pages, and what an operator's probes ask."""

import sys
from http import HTTPStatus

import psycopg
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from algemeiner.policy import public

# psycopg's own as well: Django lets them through where it closes a cursor on the server.
AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive; asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Pages can be served: the database answers and every migration is applied."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return HttpResponse(
            f"{len(waiting)} migrations are not applied\n",
            content_type="text/plain; charset=utf-8",
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django also takes a session that cannot be written for one that somebody has deleted."""
    if _is_of_the_database(exception):
        return service_unavailable(request)
    return render(None, "400.html", status=HTTPStatus.BAD_REQUEST)


def too_large(request: HttpRequest) -> HttpResponse:
    return render(None, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """allauth looks for it among the handlers in algemeiner/urls.py when a limit is reached."""
    response = render(None, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = "300"
    response["Cache-Control"] = "no-store"
    return response


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    at_the_desk = request.path.startswith(reverse("admin:index"))
    context = {"at_the_desk": at_the_desk}
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """The last resort, and the plain 503 page where what failed was reaching the database."""
    if _is_of_the_database(sys.exception()):
        return service_unavailable(request)
    return render(None, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def service_unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away. Nothing that this page needs may ask it."""
    response = render(None, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response


def _is_of_the_database(error: BaseException | None) -> bool:
    """Whether reaching the database is what failed, whatever was made of it on the way."""
    while error and not isinstance(error, AWAY):
        error = error.__context__
    return error is not None
