"""The pages as a WSGI application, for the server that `tocsin serve` starts or one's own.

The database is already up and its tables there: `wiring.node` sees to that before.
"""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tocsin.entrances.settings")

application = get_wsgi_application()
