"""The embedded PostgreSQL: one server for all processes that share a directory.

It knows nothing of what is stored. It will not open a network port, and it will not run as root.
"""

from tocsin.foundations.postgres.home import Address
from tocsin.foundations.postgres.server import EmbeddedPostgres, Status

__all__ = ["Address", "EmbeddedPostgres", "Status"]
