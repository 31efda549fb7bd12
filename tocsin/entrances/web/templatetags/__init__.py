"""How values become words and marks on a page."""
