"""Where an officer is signed in, and signing out there."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from tocsin.entrances.web.pages.devices import Device, DevicesPage


@login_required
@require_http_methods(["GET", "HEAD"])
def devices(request: HttpRequest) -> HttpResponse:
    """The officer's sessions that still count, the newest first."""
    here = request.session.session_key
    found = sorted(
        UserSession.objects.purge_and_list(request.user),
        key=lambda each: each.created_at,
        reverse=True,
    )
    shown = tuple(
        Device(each.pk, each.user_agent, each.ip, each.created_at, each.session_key == here)
        for each in found
    )
    return render(request, "pages/devices.html", {"page": DevicesPage(shown)})


@login_required
@require_POST
def end(request: HttpRequest, device_id: int) -> HttpResponse:
    """Sign out there. Whose device it isn't gets the same answer as for none."""
    for each in UserSession.objects.filter(pk=device_id, user=request.user):
        each.end()
    messages.success(request, gettext("Signed out there."))
    return redirect("devices")
