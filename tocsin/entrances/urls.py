"""The addresses of a node: pages in `web.routes` and operations in `api.operations`, each with
its permission."""

from __future__ import annotations

from tocsin.entrances.api import urls as api
from tocsin.entrances.web.routes import ROUTES

urlpatterns = [*(route.pattern() for route in ROUTES), *api.urlpatterns]

handler400 = "tocsin.entrances.web.refusals.not_understood"
handler403 = "tocsin.entrances.web.refusals.not_permitted"
handler404 = "tocsin.entrances.web.refusals.not_found"
handler500 = "tocsin.entrances.web.refusals.failed"
