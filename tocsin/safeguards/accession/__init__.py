"""How a state or an organisation comes in, what is done about it, and how it goes."""
