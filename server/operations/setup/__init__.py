"""Sets this project up on a machine that has Python and make, and starts it.

Run from the folder above as `python3 -m setup COMMAND`, by any Python, before anything is
installed: standard library only, and never through the `server` package.
"""

import sys

# Older Pythons must still get as far as this sentence.
if sys.version_info < (3, 11):
    sys.exit(
        "This needs Python 3.11 or newer, and this is {}.{}: install a newer one and run "
        "`make run PYTHON=python3.13`.".format(*sys.version_info[:2])
    )
