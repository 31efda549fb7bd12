"""The parts of the measure: each makes cases, screens them, and gives a `Report`."""
