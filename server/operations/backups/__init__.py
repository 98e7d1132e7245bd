"""A backup of the database in one file, and the way back, for each sort of database."""

from server.operations.backups import postgresql, sqlite
from server.operations.backups.errors import BackupError

__all__ = ["BackupError", "postgresql", "sqlite"]
