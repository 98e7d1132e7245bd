"""`make faults`: every fault of tests/faults as often as was asked for, and their table."""

import os

from . import everything


def run(*arguments: str) -> bool:
    """In as many processes as `make test`; `arguments` are pytest's, such as -k disk."""
    missing = everything.gather()
    os.environ["FAULTS"] = "whole"
    passed = everything.run_pytest(missing, "-q", "tests/faults", *arguments)
    for name, reason in missing.items():
        print(f"NOT TESTED on this machine, for want of a {name}: {reason}")
    return passed
