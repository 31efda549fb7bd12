"""Who acts for a member: appointed, changed and ended by that member's administrator."""
