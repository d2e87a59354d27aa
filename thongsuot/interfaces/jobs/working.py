"""The loop that does the duties until it is told to stop."""

import logging
import time
from threading import Event

from django.db import connections

from thongsuot.interfaces.jobs.schedule import SCHEDULE, Duty

_log = logging.getLogger("thongsuot.work")
_LONGEST_WAIT_SECONDS = 60.0


def work_until(stop: Event) -> None:
    """Do every duty when it is due, until told to stop; a duty under way is finished first.

    A duty that fails is logged and tried again, later each time up to a minute: the database may be away for a while.
    """
    due = dict.fromkeys(SCHEDULE, 0.0)
    failures = dict.fromkeys(SCHEDULE, 0)
    while not stop.is_set():
        for duty in SCHEDULE:
            if time.monotonic() >= due[duty]:
                failures[duty] = 0 if _did(duty) else failures[duty] + 1
                longest = max(duty.every_seconds, _LONGEST_WAIT_SECONDS)
                due[duty] = time.monotonic() + min(duty.every_seconds * 2 ** failures[duty], longest)
        stop.wait(max(0.0, min(due.values()) - time.monotonic()))


def _did(duty: Duty) -> bool:
    try:
        duty.run()
    except Exception:
        # The outermost edge of this interface: whatever it was, it is written down and the other duties go on.
        _log.exception("duty %s failed", duty.name)
        for connection in connections.all(initialized_only=True):
            connection.close()
        return False
    return True
