"""The Containerfile, read: its instructions in their order."""

import json
import re
from dataclasses import dataclass

from tests.docs.readme import ROOT

FOLDER = ROOT / "server/operations/container"


@dataclass(frozen=True)
class Step:
    """One instruction: its name and all that follows, on one line."""

    name: str
    text: str

    @property
    def words(self) -> list[str]:
        return self.text.split()

    def json(self) -> list[str]:
        """The list that it ends with."""
        found: list[str] = json.loads(self.text[self.text.index("[") :])
        return found


def steps() -> list[Step]:
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines()
    return [Step(*line.split(maxsplit=1)) for line in joined]


def environment() -> dict[str, str]:
    """What the image's containers are given."""
    (given,) = (step.text for step in steps() if step.name == "ENV")
    return dict(pair.split("=", 1) for pair in given.split())
