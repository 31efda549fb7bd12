"""What must hold for every stage above: who may do what, and the book of who did."""
