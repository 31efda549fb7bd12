"""Requests to the committees of the Security Council, drafted from a record, final by four eyes."""
