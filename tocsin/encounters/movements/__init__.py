"""The chain of sightings of one subject: legs, gaps, speed, a route in words."""
