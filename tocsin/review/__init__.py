"""Candidates before people: the queue, the decision, the second officer, the hit."""
