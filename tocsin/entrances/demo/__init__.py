"""The demonstration: an invented coalition, its records and flights, played through the stages.

Everything goes through the same actions as in a real register; nothing is put into a table here.
It loads only into a register that is marked as a demonstration, and that no real member can join.
"""
