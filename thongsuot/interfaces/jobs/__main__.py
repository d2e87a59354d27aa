"""`python -m thongsuot.interfaces.jobs`: the background work until interrupted or terminated."""

import os
import signal
from threading import Event

import django


def main() -> None:
    """Work until told to stop; what is under way is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.settings")
    django.setup()
    from thongsuot.foundation.database.bounds import this_process_is_the_installation  # these need Django to be ready
    from thongsuot.interfaces.jobs.working import work_until

    this_process_is_the_installation()
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    work_until(stop)


main()
