"""Every sabotage there is."""

from tests.sabotage.accounts import ACCOUNTS
from tests.sabotage.activities import ACTIVITIES
from tests.sabotage.asking import ASKING
from tests.sabotage.blobs import BLOBS
from tests.sabotage.bundles import BUNDLES
from tests.sabotage.care import CARE
from tests.sabotage.certificates import CERTIFICATES
from tests.sabotage.data_requests import DATA_REQUESTS
from tests.sabotage.editing import EDITING
from tests.sabotage.files import FILES
from tests.sabotage.first_screen import FIRST_SCREEN
from tests.sabotage.heritage import HERITAGE
from tests.sabotage.let_out import OUT
from tests.sabotage.limits import LIMITS
from tests.sabotage.merging import MERGED
from tests.sabotage.openings import OPENED
from tests.sabotage.operations import OPERATIONS
from tests.sabotage.pace import PACE
from tests.sabotage.papers import PAPERS
from tests.sabotage.phone import PHONE
from tests.sabotage.phone_sync import PHONE_SYNC
from tests.sabotage.possession import POSSESSION
from tests.sabotage.public_codes import PUBLIC_CODES
from tests.sabotage.reading import READING
from tests.sabotage.restoring import RESTORING
from tests.sabotage.retention import RETENTION
from tests.sabotage.rights import RIGHTS
from tests.sabotage.rules import RULES
from tests.sabotage.sabotage import Sabotage
from tests.sabotage.screening import SCREENING
from tests.sabotage.server import SERVER
from tests.sabotage.server_sync import SERVER_SYNC
from tests.sabotage.sheets import SHEETS
from tests.sabotage.units import UNITS
from tests.sabotage.waiting import WAITING
from tests.sabotage.watching import WATCHING
from tests.sabotage.wire import WIRE

ALL: tuple[Sabotage, ...] = (
    *RULES, *WIRE, *SERVER, *OPERATIONS, *EDITING, *RESTORING, *PHONE, *BUNDLES, *ASKING, *FILES,
    *LIMITS, *WAITING, *ACCOUNTS, *POSSESSION, *CARE, *PHONE_SYNC, *SERVER_SYNC, *READING, *UNITS,
    *SHEETS, *OUT, *FIRST_SCREEN, *MERGED, *PACE, *CERTIFICATES, *PUBLIC_CODES, *SCREENING, *RIGHTS,
    *ACTIVITIES, *PAPERS, *OPENED, *HERITAGE, *DATA_REQUESTS,
    *BLOBS, *WATCHING, *RETENTION,
)  # fmt: skip
