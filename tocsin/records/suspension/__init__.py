"""Records that only ring for the wrong people stop ringing, until somebody improves them."""
