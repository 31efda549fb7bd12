"""Travel documents that no longer stand for their holder: lost, stolen, revoked, recovered."""
