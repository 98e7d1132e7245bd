"""What the README gives to be copied."""

import re
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The one block of code in that language."""
    (found,) = blocks(language)
    return found


def blocks(language: str) -> list[str]:
    """All blocks of code in that language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
