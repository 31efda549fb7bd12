"""What a member keeps up itself: its desk for day and night, and its signing keys."""
