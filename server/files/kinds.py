"""What is taken as a file. What it is its own bytes say, and no header."""

from server.files.papers import paper_type
from server.files.photos import photo_type
from server.files.sounds import sound_type
from sync.problems import PROBLEMS, ProblemError


def checked_type(data: bytes) -> str:
    """The media type of a file that is taken. Raises file_refused and photo_has_metadata."""
    found = photo_type(data) or paper_type(data) or sound_type(data)
    if found is None:
        raise ProblemError(PROBLEMS["file_refused"])
    return found
