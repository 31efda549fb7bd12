"""The way in for programs: JSON over HTTP, each call by an officer's token, under /api/v1.

What may be asked is one table, `operations`. Nothing here decides or stores: an operation calls
one action or query of a stage, and an error of a stage becomes a problem with the same words.
"""
