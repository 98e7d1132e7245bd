"""What kinds of papers there are, how one stands, and who may read it, as their table says (sync/kinds/published/document.json)."""

from typing import Any

from sync.kinds import KINDS

_FIELDS: Any = KINDS["document"].table["fields"]
PAPER_KINDS: tuple[str, ...] = tuple(_FIELDS["paper_kind"]["word"]["of"])
STATES = ("live", "planned", "over", "withdrawn")
READERS: tuple[str, ...] = tuple(_FIELDS["readers"]["word"]["of"])
