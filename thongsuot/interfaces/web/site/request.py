"""What every view finds on its request: who looks, as whom, and when."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.organisations.models import Person


class Request(HttpRequest):
    """A request of a signed-in person. `now` is the one reading of the clock for the whole request."""

    htmx: HtmxDetails
    now: datetime
    person: Person
    viewer: Viewer
