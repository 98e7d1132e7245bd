"""Every sabotage: one for each step of the protocol."""

from tests.sabotage.sabotage import Sabotage
from tests.sabotage.steps_3_and_4 import STEPS_3_AND_4
from tests.sabotage.steps_5_1_to_5_8 import STEPS_5_1_TO_5_8
from tests.sabotage.steps_5_9_to_5_20 import STEPS_5_9_TO_5_20
from tests.sabotage.steps_6_to_10 import STEPS_6_TO_10

ALL: tuple[Sabotage, ...] = (
    *STEPS_3_AND_4,
    *STEPS_5_1_TO_5_8,
    *STEPS_5_9_TO_5_20,
    *STEPS_6_TO_10,
)
