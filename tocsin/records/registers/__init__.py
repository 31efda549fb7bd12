"""Records and their versions: one originator's statements about one subject, with their basis."""
