"""The web application: the door for check-ins in front of Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.settings")

application = get_wsgi_application()
