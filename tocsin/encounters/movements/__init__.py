"""The chain of a subject's sightings: route, crossings, and what can't be one person's journey."""
