"""A request on paper: the same form as PDF, as OpenDocument text and as JSON."""
