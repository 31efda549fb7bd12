"""How often candidates were right: counts without a person, by list, border and script."""
