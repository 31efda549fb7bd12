"""The views: each asks one stage for what the visit may see, and shows it as a page."""
