"""Loops over the arrays of an index, as machine code. They know numbers, and decide nothing."""
