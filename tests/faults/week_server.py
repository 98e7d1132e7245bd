"""What gunicorn serves in the drill of a lost week: the whole application, by a clock that stands in a file."""

import os
from datetime import datetime
from pathlib import Path

from server import create_app

_CLOCK = Path(os.environ["CLOCK_FILE"])

app = create_app({"CLOCK": lambda: datetime.fromisoformat(_CLOCK.read_text())})
