"""What stages hand out, turned into page objects. Pure: no query, no request, no clock."""
