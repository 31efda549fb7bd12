"""What a PAXLST says before and after its travellers: groups 1 to 3, and the control totals.

The kind of list, the desk that answers for it, the flight with its stops, and how many people are
declared. A segment that can't be understood becomes a fault with its number.
"""

from __future__ import annotations

import re

from tocsin.formats.edifact import Segment
from tocsin.formats.edifact.envelope import Faults, read_moment
from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.lists import Contact, Purpose
from tocsin.formats.paxlst.routes import Carriage, Stop

_COUNT = re.compile(r"\d{1,9}", re.ASCII)


class Head:
    """The list as a whole, as far as it has been read."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.code = ""
        self.function: str | None = None
        self.transaction: str | None = None
        self.desk_names: tuple[str, ...] = ()
        self.contacts: list[Contact] = []
        self.carriages: list[Carriage] = []
        self.counts: dict[str, int] = {}

    @property
    def kind(self) -> str:
        return codes.KINDS.get(self.code, "unknown")

    @property
    def purpose(self) -> Purpose:
        if self.kind == "close-out":
            return Purpose.CLOSE_OUT
        return codes.PURPOSES.get(self.function or "", Purpose.REPORT)

    @property
    def declared(self) -> int | None:
        return self.counts.get(codes.PASSENGERS, self.counts.get(codes.CREW))

    def bgm(self, segment: Segment) -> None:
        self.code = segment.value(0)
        self.function = segment.value(1).upper() or None
        if self.code not in codes.KINDS:
            self._fault("kind-unknown", "BGM names no known kind of list.", segment)

    def desk(self, segment: Segment) -> None:
        """NAD of group 1: who reports."""
        self.desk_names = tuple(filter(None, segment.values(3) or segment.values(2)))

    def com(self, segment: Segment) -> None:
        pairs = zip(segment.values(0)[::2], segment.values(0)[1::2], strict=False)
        self.contacts.extend(Contact(*pair) for pair in pairs)
        for place in range(1, len(segment.elements)):
            address, channel = segment.value(place), segment.value(place, 1)
            self._more_contact(address, channel)

    def _more_contact(self, address: str, channel: str) -> None:
        """COM repeats C076 up to three times: ``COM+1:TE+2:FX``."""
        if address:
            self.contacts.append(Contact(address, channel))

    def tdt(self, segment: Segment) -> None:
        self.carriages.append(
            Carriage(segment.value(0), segment.value(1), segment.value(4) or segment.value(5))
        )

    def time(self, what: str, text: str, segment: Segment) -> None:
        moment = read_moment(text)
        if moment is None:
            self._fault("date-unreadable", "A time of departure or arrival isn't one.", segment)
        elif not self.carriages or not self.carriages[-1].stops:
            self._fault("segment-misplaced", "A flight time without its airport.", segment)
        else:
            self.carriages[-1].stops[-1].times[what] = moment

    def stop(self, what: str, segment: Segment) -> None:
        if not self.carriages:
            return  # places of the message as a whole: not used for flights
        place = segment.value(1).upper()
        if not place:
            self._fault("place-missing", "An airport of the route is missing.", segment)
        self.carriages[-1].stops.append(Stop(what, place, {}))

    def reference(self, segment: Segment) -> None:
        """RFF before any traveller: of the transaction."""
        if segment.value(0) == codes.TRANSACTION:
            self.transaction = segment.value(0, 1) or None

    def cnt(self, segment: Segment) -> None:
        what = segment.value(0)
        text = (segment.value(0, 1) or segment.value(1)).replace(" ", "")
        if _COUNT.fullmatch(text):
            self.counts[what] = int(text)
        else:
            self._fault("count-unreadable", "CNT has no number.", segment)

    def check(self) -> None:
        """What a list can't lack, said once all of it was read."""
        if not self.code:
            self.faults.add("kind-unknown", "The message has no BGM segment.")
        if not self.carriages:
            self.faults.add("flight-missing", "The message has no TDT segment.")

    def _fault(self, code: str, message: str, segment: Segment) -> None:
        self.faults.add(code, message, segment.number)
