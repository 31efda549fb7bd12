"""The addresses of a node. Pages and account are in `web.routes`, each with its permission."""

from __future__ import annotations

from tocsin.entrances.web.routes import ROUTES

urlpatterns = [route.pattern() for route in ROUTES]

handler400 = "tocsin.entrances.web.refusals.not_understood"
handler403 = "tocsin.entrances.web.refusals.not_permitted"
handler404 = "tocsin.entrances.web.refusals.not_found"
handler500 = "tocsin.entrances.web.refusals.failed"
