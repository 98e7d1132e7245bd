"""What is taken as a file. What it is its own bytes say, and no header."""

from server.files.papers import MOST_PAPER_BYTES, paper_type
from server.files.photos import MOST_PHOTO_BYTES, photo_type
from server.files.sounds import sound_type
from sync.problems import PROBLEMS, ProblemError


def most_bytes(*, at_desk: bool) -> int:
    """So long a file may be: papers and sounds come from accounts alone."""
    return MOST_PAPER_BYTES if at_desk else MOST_PHOTO_BYTES


def checked_type(data: bytes, *, at_desk: bool) -> str:
    """The media type of a file that is taken. Raises file_refused and photo_has_metadata."""
    found = photo_type(data)
    if found is None and at_desk:
        found = paper_type(data) or sound_type(data)
    if found is None:
        raise ProblemError(PROBLEMS["file_refused"])
    return found
