"""The neutrality gate: nothing is seen before a reviewer of another member has passed it."""
