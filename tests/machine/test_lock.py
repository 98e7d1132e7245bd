"""The lock of Python packages and its export."""

import re

from tests.machine import needs
from tests.machine.lock import EXPORT, SERVER


def test_requirements_are_the_export_of_the_lock() -> None:
    done = needs.run([*EXPORT[:-2], "--quiet", "--no-header"], SERVER)
    exported = (needs.ROOT / "requirements.txt").read_text("utf-8")
    assert done.stdout == "".join(re.split(r"(?m)^(?=[a-z])", exported, maxsplit=1)[1:])


def test_the_lock_names_no_index_but_pypi() -> None:
    """A mirror's address would fail elsewhere."""
    addresses = set(re.findall(r"https?://[^/\"]+", (SERVER / "uv.lock").read_text("utf-8")))
    assert addresses == {"https://pypi.org", "https://files.pythonhosted.org"}
