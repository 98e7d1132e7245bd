"""Walking through the XML of a part, as much of it as its reader wants, and never through what no
spreadsheet has: a document type with entities, elements within elements without end, a tag of a
megabyte."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate, errors

from server.spreadsheets.bounds import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_NAMES,
    MAX_TEXT,
    MAX_TOKEN_BYTES,
    Broken,
    TooLarge,
)

Attributes = Mapping[str, str]


class Done(Exception):
    """Raised by a reader that wants no more of its part."""


@dataclass
class Budget:
    """How many elements may still come, of all parts of a file together."""

    elements: int = MAX_ELEMENTS


class Reader:
    """What is looked for in a part. Names come without the prefix of their namespace."""

    _text: list[str] | None = None
    _room = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A piece of text, kept as far as a cell is read."""
        if self._text is not None and self._room > 0:
            self._text.append(data[: self._room])
            self._room -= len(data)

    def listen(self) -> None:
        """Keeps the text that follows."""
        self._text, self._room = [], MAX_TEXT

    def heard(self) -> str:
        """The text since `listen`; after it nothing is kept."""
        said = "".join(self._text or ())
        self._text = None
        return said


def walk(pieces: Iterable[bytes], reader: Reader, budget: Budget) -> Iterator[None]:
    """Hands a part to its reader, and stops after each piece, so that what was found can be taken.
    Raises TooLarge and Broken."""
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.CharacterDataHandler = reader.text
    depth, names, begins, ends = 0, _Names(), reader.start, reader.end
    attribute_names: set[str] = set()

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        budget.elements -= 1
        if budget.elements < 0:
            raise TooLarge
        if depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise Broken
        if not attributes.keys() <= attribute_names:
            attribute_names.update(attributes)
            if len(attribute_names) > MAX_NAMES:
                raise Broken
        begins(names[tag], attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        ends(names[tag])

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    fed, is_done = 0, False
    for piece in pieces:
        if is_done:
            continue  # to the end, where the checksum is compared
        try:
            parser.Parse(piece)
        except Done:
            is_done = True
        except ExpatError as error:
            raise _told(error) from error
        fed += len(piece)
        if fed - parser.CurrentByteIndex > MAX_TOKEN_BYTES and not is_done:
            raise Broken
        yield
    if not is_done:
        try:
            parser.Parse(b"", True)
        except ExpatError as error:
            raise _told(error) from error


def read_part(pieces: Iterable[bytes], reader: Reader, budget: Budget) -> None:
    """Hands the whole part to its reader."""
    for _ in walk(pieces, reader, budget):
        pass


class _Names(dict[str, str]):
    """The names of elements without the prefix of their namespace."""

    def __missing__(self, tag: str) -> str:
        if len(self) == MAX_NAMES:
            raise Broken
        self[tag] = tag.rpartition(":")[2]
        return self[tag]


def _refuse(*_: object) -> NoReturn:
    raise Broken


def _told(error: ExpatError) -> Exception:
    is_full = errors.messages.get(error.code) == errors.XML_ERROR_NO_MEMORY
    return TooLarge() if is_full else Broken()
