"""Every fault as often as it was asked for, and their table: python -m tests.faults [what pytest
takes, such as -k disk]"""

import sys

from tests.machine import faults

if __name__ == "__main__":
    sys.exit(0 if faults.run(*sys.argv[1:]) else 1)
