"""Every sabotage there is."""

from tests.sabotage.bundles import BUNDLES
from tests.sabotage.editing import EDITING
from tests.sabotage.phone import PHONE
from tests.sabotage.possession import POSSESSION
from tests.sabotage.restoring import RESTORING
from tests.sabotage.rules import RULES
from tests.sabotage.sabotage import Sabotage
from tests.sabotage.server import SERVER
from tests.sabotage.wire import WIRE

ALL: tuple[Sabotage, ...] = (
    *RULES,
    *WIRE,
    *SERVER,
    *EDITING,
    *RESTORING,
    *PHONE,
    *BUNDLES,
    *POSSESSION,
)
