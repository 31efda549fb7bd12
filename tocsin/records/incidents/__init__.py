"""What happened, and who had which part in it: incidents, and relations that need evidence."""
