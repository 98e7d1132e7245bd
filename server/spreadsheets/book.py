"""A file of Excel by its parts: the sheets it has, the words that its cells share, which of its styles
show a number as a day."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from server.spreadsheets.archive import Archive
from server.spreadsheets.bounds import (
    MAX_FORMAT,
    MAX_FORMATS,
    MAX_SHEETS,
    MAX_SMALL_PART,
    MAX_STRINGS,
    MAX_STRINGS_PART,
    MAX_STYLES,
    MAX_STYLES_PART,
    MAX_TEXT,
    Broken,
    TooLarge,
)
from server.spreadsheets.days import EPOCH, EPOCH_OF_MACS, OWN, Shows, shows
from server.spreadsheets.markup import Attributes, Budget, Done, Reader, read_part, walk
from server.spreadsheets.rows import Numbered, Rows
from server.spreadsheets.written import Meaning
from sync.text import fold

_BOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_RELATIONS_OF_ALL = "_rels/.rels"


@dataclass(frozen=True)
class Page:
    """A sheet of the file: its title, and the part in which it lies."""

    title: str
    part: str
    is_visible: bool


class Book:
    """Raises TooLarge and Broken."""

    def __init__(self, file: bytes) -> None:
        self._archive = Archive(file)
        self._budget = Budget()
        name = self._kind_of(self._relations(_RELATIONS_OF_ALL, ""), "officeDocument", _BOOK)
        folder, base = posixpath.split(name)
        related = self._relations(f"{folder}/_rels/{base}.rels", folder)
        contents = _Contents()
        self._read(name, contents, MAX_SMALL_PART)
        self._epoch = contents.epoch
        self._strings = _Strings()
        self._styles = _Styles()
        self._read_if_there(
            self._kind_of(related, "sharedStrings", _STRINGS), self._strings, MAX_STRINGS_PART
        )
        self._read_if_there(
            self._kind_of(related, "styles", _STYLES), self._styles, MAX_STYLES_PART
        )
        found = ((each, related.get(each.id)) for each in contents.sheets)
        self.pages = [
            Page(each.title, relation.target, each.is_visible)
            for each, relation in found
            if relation and relation.kind != "chartsheet" and relation.target in self._archive
        ]

    def page(self, title: str) -> Page:
        """The sheet of that title, or else the first one that is seen."""
        named = [page for page in self.pages if fold(page.title) == fold(title)]
        seen = [page for page in self.pages if page.is_visible]
        for page in (*named, *seen, *self.pages):
            return page
        raise Broken

    def rows(self, page: Page) -> Iterator[Numbered]:
        """The rows of a sheet in which something stands, from the first, as Excel counts."""
        reader = Rows(Meaning(self._strings.found, self._styles.found, self._epoch))
        for _ in walk(self._archive.pieces(page.part), reader, self._budget):
            yield from reader.taken()
        yield from reader.taken()

    def _relations(self, part: str, folder: str) -> "dict[str, _Relation]":
        relations = _Relations(folder)
        self._read_if_there(part, relations, MAX_SMALL_PART)
        return relations.found

    def _kind_of(self, relations: "dict[str, _Relation]", kind: str, usual: str) -> str:
        """The part of that kind; where none is named that is there, the one of its usual name."""
        named = (each.target for each in relations.values() if each.kind == kind)
        return next((target for target in named if target in self._archive), usual)

    def _read_if_there(self, part: str, reader: Reader, most: int) -> None:
        if part in self._archive:
            self._read(part, reader, most)

    def _read(self, part: str, reader: Reader, most: int) -> None:
        read_part(self._archive.pieces(part, most), reader, self._budget)


@dataclass(frozen=True)
class _Relation:
    kind: str
    target: str


class _Relations(Reader):
    """What belongs to a part, by the names under which it speaks of it."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, _Relation] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        path = posixpath.join("/", self._folder, attributes.get("Target", ""))
        target = posixpath.normpath(path).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = _Relation(kind, target)


@dataclass(frozen=True)
class _Named:
    title: str
    id: str
    is_visible: bool


class _Contents(Reader):
    """The book itself: its sheets, and the day from which it counts."""

    def __init__(self) -> None:
        self.sheets: list[_Named] = []
        self.epoch: datetime = EPOCH

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = EPOCH_OF_MACS
        if name != "sheet":
            return
        if len(self.sheets) == MAX_SHEETS:
            raise TooLarge
        ids = [value for key, value in attributes.items() if key.endswith(":id")]
        if ids:
            is_visible = attributes.get("state", "visible") == "visible"
            self.sheets.append(_Named(attributes.get("name", ""), ids[0], is_visible))

    def end(self, name: str) -> None:
        if name == "sheets":
            raise Done


class _Strings(Reader):
    """The words that cells share, by their number."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._is_aside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t" and not self._is_aside:
            self.listen()
        elif name == "si":
            self._parts = []
        elif name == "rPh":  # how to pronounce it
            self._is_aside = True

    def end(self, name: str) -> None:
        if name == "t" and not self._is_aside:
            self._parts.append(self.heard())
        elif name == "rPh":
            self._is_aside = False
        elif name == "si":
            if len(self.found) == MAX_STRINGS:
                raise TooLarge
            text = "".join(self._parts).replace("x005F_", "")
            self.found.append(text[:MAX_TEXT])


class _Styles(Reader):
    """The styles that show a number as a day or as a time, by their number as cells name it."""

    def __init__(self) -> None:
        self.found: dict[str, Shows] = {}
        self._formats: dict[str, Shows | None] = {}
        self._count = 0
        self._within = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("numFmts", "cellXfs"):
            self._within = name
        elif name == "numFmt" and self._within == "numFmts":
            if len(self._formats) == MAX_FORMATS:
                raise TooLarge
            form = attributes.get("formatCode", "")[:MAX_FORMAT]
            self._formats[attributes.get("numFmtId", "")] = shows(form)
        elif name == "xf" and self._within == "cellXfs":
            if self._count == MAX_STYLES:
                raise TooLarge
            number = attributes.get("numFmtId", "0")
            meant = self._formats.get(number) if number in self._formats else OWN.get(number)
            if meant is not None:
                self.found[str(self._count)] = meant
            self._count += 1

    def end(self, name: str) -> None:
        if name == self._within:
            self._within = ""
            if name == "cellXfs":
                raise Done
