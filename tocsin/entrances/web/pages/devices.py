"""Where an officer is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Device:
    """One session: ``program`` is what the browser calls itself, which anybody can choose."""

    pk: int
    program: str
    address: str
    began_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class DevicesPage:
    devices: tuple[Device, ...]
