"""What kinds of papers there are, and who may read one, as their table says (sync/kinds/published/document.json)."""

from typing import Any

from sync.kinds import KINDS

_FIELDS: Any = KINDS["document"].table["fields"]
PAPER_KINDS: tuple[str, ...] = tuple(_FIELDS["paper_kind"]["word"]["of"])
READERS: tuple[str, ...] = tuple(_FIELDS["readers"]["word"]["of"])
