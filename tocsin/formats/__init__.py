"""Readers and writers of other people's formats: pure, no database, no socket, no Django."""
