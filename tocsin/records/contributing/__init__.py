"""How a contribution comes in: one by one, or a file of them; and drafts, each its officer's."""
