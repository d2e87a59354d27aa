"""Pages for what went wrong, in a transaction of their own: the view's is over, and outside any the frame sees nothing."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views import defaults


@transaction.atomic
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, or none for this person: the words are the same."""
    return defaults.page_not_found(request, exception)


@transaction.atomic
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not allowed."""
    return defaults.permission_denied(request, exception)
