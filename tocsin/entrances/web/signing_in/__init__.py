"""Signing in and staying signed in: accounts, second factors, sessions, other services.

allauth holds the ceremonies; here is what this register asks of them.
"""
