"""How well a member keeps its records: events as they happened, and a score made from them."""
