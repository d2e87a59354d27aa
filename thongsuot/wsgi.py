"""The web application: the door for check-ins in front of Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.settings")

django_application = get_wsgi_application()

from thongsuot.domain.study.actions.check_ins import record_check_ins  # noqa: E402 - models exist once Django is ready
from thongsuot.foundation.core.clock import now  # noqa: E402
from thongsuot.foundation.database.bounds import this_process_serves_people  # noqa: E402
from thongsuot.interfaces.web.door.front import Front  # noqa: E402
from thongsuot.interfaces.web.door.writer import OnOwnConnection, Writer  # noqa: E402

this_process_serves_people()
application = Front(django_application, Writer(OnOwnConnection(record_check_ins, now)).check_in)
