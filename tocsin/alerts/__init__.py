"""Which member is told what of a confirmed hit, by when it must answer, and whether it arrived."""
