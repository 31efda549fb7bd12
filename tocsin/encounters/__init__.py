"""What follows a confirmed hit: sightings, and the movement that they make."""
