"""The lists that publishers keep: brought in whole, compared by content, delisted at once."""
