"""Asking an issuer whether its report still stands, before anything is done to the holder."""
