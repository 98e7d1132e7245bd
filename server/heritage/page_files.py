"""The two scripts of the public pages, which do without them: one has the browser keep what was visited, the
other answers with it where there is no network."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "scripts"
WORKER = (_FOLDER / "sw.js").read_text(encoding="utf-8")
REGISTER = (_FOLDER / "register.js").read_text(encoding="utf-8")
WORKER_POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"
"""What the worker may load: pages and pictures of this server."""
