"""Public papers as that to which printed codes lead."""

from collections.abc import Sequence

from server.auth.principal import Principal
from server.database.connections import AnySession
from server.papers import store
from server.papers.public_pages import paper_path
from server.papers.store import Held
from server.papers.use_cases.public import is_public
from server.public_codes.targets import TargetShown
from server.qr_codes.record_codes import PAPER
from server.scope.reach import units_in_scope


class PublicPapers:
    """The kind of record that the register is given."""

    kind = PAPER

    def find(self, session: AnySession, record: str) -> TargetShown | None:
        """The paper with this id, or None."""
        held = store.paper_by_id(session, record)
        return None if held is None else _shown(held)

    def options(self, session: AnySession, principal: Principal) -> Sequence[TargetShown]:
        """Those of units that the account sees that anybody may read, the latest first."""
        found = store.public_papers(session, units_in_scope(principal))
        return [_shown(held) for held in found]


def _shown(held: Held) -> TargetShown:
    paper = held.paper
    path = paper_path(paper.id) if is_public(held) else None
    return TargetShown(paper.id, paper.title, path, paper.unit_id, paper.withdrawn_at is not None)
