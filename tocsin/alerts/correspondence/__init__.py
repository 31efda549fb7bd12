"""Words between the two members of an alert, sealed to them: the node keeps what it can't read."""
