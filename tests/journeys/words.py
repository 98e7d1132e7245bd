"""What the app says and which screens it has, read out of the app's own sources."""

import json
import re
from functools import cache

from sync.problems import PROBLEMS
from tests.machine.needs import ROOT

PWA = ROOT / "pwa"


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in (PWA / "src" / "i18n" / "vi").rglob("*.json"):
        found |= json.loads(file.read_text(encoding="utf-8"))
    return found | {f"problem.{code}": problem.vi for code, problem in PROBLEMS.items()}


def t(key: str, **values: object) -> str:
    """A sentence of the app in Vietnamese, with its gaps filled."""
    sentence = _words()[key]
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence


WAITING = t("home.waiting.title").partition("{")[0]
"""That the phone waits to be let in, up to its two words."""

VOIDED = re.compile(r"^Đã hủy buổi \d\d:\d\d · \d+ người$")
"""That a session was cancelled, by which it is named."""


def standing(here: int, received: int, others: int = 0) -> str:
    """What stands in the head of each screen: the sessions that are not sent, other things apart, and
    the sessions that are."""
    unsent = t("state.and_others", what=here, n=others) if others else here
    return f"{t('state.here_n', n=unsent)} · {t('state.received_n', n=received)}"


SOME_ID = "00000000-0000-4000-8000-000000000001"
EXAMPLES = {
    "/log/:service": "/log/new",
    "/r/:code": "/r/AAAAAAAAAA",
    "/desk/certificate/:code": "/desk/certificate/AAAAAAAAAA",
}
"""Of screens that are opened with something else than an id."""
GUIDE = "QUYTAC"
NOT_THERE = "khong-co"


def screens() -> list[str]:
    """A path for every screen of the router, and one that it does not have, here and at the desk."""
    names = ("routes", "other-routes", "desk/routes")
    files = [PWA / "src" / "screens" / f"{name}.ts" for name in names]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    paths = [path for path in re.findall(r"\bpath: '([^']+)'", source) if path != "*"]
    found = [
        EXAMPLES.get(path, path.replace(":id", SOME_ID).replace("guides/:code", f"guides/{GUIDE}"))
        for path in paths
    ]
    assert len(found) > 40
    assert not [path for path in found if ":" in path], "a screen has no example"
    return [*found, f"/{NOT_THERE}", f"/desk/{NOT_THERE}"]
