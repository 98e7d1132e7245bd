"""The server for `test_rebinding.py`: the app's built files are those of a folder of the test's."""

import os
from pathlib import Path

from server import create_app
from server.http import static_files

static_files.DIST = Path(os.environ["APP_FILES"])
app = create_app()
