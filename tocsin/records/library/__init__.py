"""Works that the members share: reference texts and legal acts, searched in the six languages."""
