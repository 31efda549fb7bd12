"""Four eyes: what one officer proposes takes effect when another approves it, and in time."""
