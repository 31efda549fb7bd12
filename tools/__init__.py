"""Tools for those who work on Tocsin; none of them is part of the product."""
