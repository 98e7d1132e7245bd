"""What the app says and which screens it has, read out of the app's own sources."""

import json
import re
from functools import cache

from tests.machine.needs import ROOT

PWA = ROOT / "pwa"


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in (PWA / "src" / "i18n" / "vi").glob("*.json"):
        found |= json.loads(file.read_text(encoding="utf-8"))
    return found


def t(key: str, **values: object) -> str:
    """A sentence of the app in Vietnamese, with its gaps filled."""
    sentence = _words()[key]
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence


def standing(here: int, received: int) -> str:
    """What stands in the head of each screen: how much is only on the phone, how much came in."""
    return f"{t('state.here_n', n=here)} · {t('state.received_n', n=received)}"


def screens() -> list[str]:
    """A path for every screen of the router, and one that it does not have."""
    files = [PWA / "src" / "screens" / f"{name}.ts" for name in ("route", "routes", "desk/routes")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    some_id = re.search(r"SOME_ID = '([^']+)'", source)
    assert some_id
    found = [
        path.replace("${SOME_ID}", some_id[1])
        for path in re.findall(r"\bexample: [`']([^`']+)[`']", source)
    ]
    assert len(found) == len(re.findall(r"\bpath: [`']", source)), "a screen has no example"
    return found
