"""Which records are one subject: people's judgements over records that stay untouched."""
