"""Writes the register of problems for the phone's tests: python -m tests.sync.problems_file"""

import json
from typing import Any

from sync.problems import PROBLEMS

from .golden import CASES

TARGET = CASES / "problems.json"


def problems_file() -> dict[str, Any]:
    """The register as JSON, one problem a case."""
    cases = [
        {"code": each.code, "status": each.status, "vi": each.vi, "en": each.en}
        for each in PROBLEMS.values()
    ]
    about = "The register of problems (sync/problems.py); the phone's sentences are held to it."
    return {"about": about, "count": len(cases), "cases": cases}


if __name__ == "__main__":
    file = problems_file()
    lines = ",\n".join("    " + json.dumps(case, ensure_ascii=False) for case in file["cases"])
    head = json.dumps({**file, "cases": None}, ensure_ascii=False, indent=2)
    TARGET.write_text(head.replace("null", f"[\n{lines}\n  ]") + "\n", encoding="utf-8")
