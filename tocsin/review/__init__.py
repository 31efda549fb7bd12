"""Candidates before people: the queue, four eyes, the decision, and the hit that may follow."""
