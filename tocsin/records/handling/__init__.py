"""What a receiving member makes of a record: it does what is asked, or less, with a reason."""
