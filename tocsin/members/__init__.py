"""Who takes part: states and organisations, their units and officers."""
