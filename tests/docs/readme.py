"""What the README and the operator's manual give to be copied or read by tests."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "server/operations/README.md").read_text(encoding="utf-8")
HOST = ROOT / "server/operations/host"
"""What the manual puts on a machine: units, the proxies' configurations, rules of the firewall."""


def block(language: str) -> str:
    """The one block of code in that language in the manual."""
    (found,) = blocks(language)
    return found


def blocks(language: str) -> list[str]:
    """All blocks of code in that language in the manual, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)


def host_file(name: str) -> str:
    """The text of a file that the manual puts on a machine, by its path below `HOST`."""
    return (HOST / name).read_text(encoding="utf-8")
