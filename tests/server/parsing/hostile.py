"""Papers that somebody made to do harm, small as files and dear or dangerous to read."""

import random
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.server.parsing.layouts import letter_in_word, union_letter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LOL = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "lol"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
    for n in range(10)
)


def _word_with(document: bytes, **parts: bytes) -> bytes:
    """A document of Word's whose text is this."""
    written = BytesIO()
    with ZipFile(BytesIO(letter_in_word())) as whole, ZipFile(written, "w", ZIP_DEFLATED) as made:
        for name in whole.namelist():
            made.writestr(name, document if name == "word/document.xml" else whole.read(name))
        for name, data in parts.items():
            made.writestr(name, data)
    return written.getvalue()


def _word_elsewhere(document: bytes) -> bytes:
    """A document of Word's whose text is in a part of another name."""
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="1" Target="word/text.bin" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("_rels/.rels", link)
        made.writestr("word/document.xml", _body(""))
        made.writestr("word/text.bin", document)
    return written.getvalue()


_NAMED = (
    f'<!DOCTYPE d [<!ENTITY e "named">]><w:document {W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p>'
    "</w:body></w:document>"
)


def _body(inner: str) -> bytes:
    return f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode()


def _pdf(objects: str) -> bytes:
    return f"%PDF-1.7\n{objects}\ntrailer<</Root 1 0 R>>\n%%EOF\n".encode()


def _one_page(more: str = "", box: str = "0 0 595 842", catalog: str = "") -> bytes:
    return _pdf(
        f"1 0 obj<</Type/Catalog/Pages 2 0 R{catalog}>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]{more}>>endobj"
    )


def _deep() -> bytes:
    return _one_page(catalog="/X " + "[" * 100_000 + "]" * 100_000)


def _nested_pages() -> bytes:
    kids = "".join(
        f"{n} 0 obj<</Type/Pages/Kids[{n + 1} 0 R]/Count 1>>endobj\n" for n in range(2, 20_000)
    )
    return _pdf(f"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n{kids}")


DOCX = {
    "zip bomb": lambda: _word_with(_body("<w:p/>" * 20_000_000)[:90_000_000]),
    "many small bombs": lambda: _word_with(
        _body("<w:p/>"), **{f"word/x{n}.xml": bytes(10_000_000) for n in range(12)}
    ),
    "entities": lambda: _word_with(
        f"<!DOCTYPE d [{_LOL}]><w:document {W}><w:body>&l9;</w:body></w:document>".encode()
    ),
    "entity of a file": lambda: _word_with(
        f'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r>'
        "<w:t>&f;</w:t></w:r></w:p></w:body></w:document>".encode()
    ),
    "entity in a part of another name": lambda: _word_elsewhere(_NAMED.encode()),
    "entity in another encoding": lambda: _word_with(
        f'<?xml version="1.0" encoding="utf-16"?>{_NAMED}'.encode("utf-16-le")
    ),
    "deep elements": lambda: _word_with(_body("<w:p>" * 200_000 + "</w:p>" * 200_000)),
    "deep tables": lambda: _word_with(
        _body("<w:tbl><w:tr><w:tc>" * 900 + "</w:tc></w:tr></w:tbl>" * 900)
    ),
    "too many paragraphs": lambda: _word_with(
        _body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 100_000)
    ),
    "too wide a table": lambda: _word_with(
        _body(
            "<w:tbl><w:tr>"
            + "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>" * 60
            + "</w:tr></w:tbl>"
        )
    ),
    "cut off": lambda: letter_in_word()[:-200],
    "no document": lambda: b"PK\x03\x04" + bytes(200),
}
"""None of them is read."""

PDF = {
    "deep objects": _deep,
    "nested pages": _nested_pages,
    "pages in a loop": lambda: _pdf(
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 100000>>endobj"
    ),
    "one page a hundred thousand times": lambda: _pdf(
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Kids[{'3 0 R ' * 100_000}]/Count 100000>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj"
    ),
    "huge page": lambda: _one_page(box="0 0 9 90000000"),
    "endless page": lambda: _one_page(box="0 0 1e30 1e30"),
    "page of nothing": lambda: _one_page(box="0 0 0 0"),
    "script": lambda: _one_page(catalog="/OpenAction<</S/JavaScript/JS(while(1);)>>"),
    "program": lambda: _one_page(catalog="/OpenAction<</S/Launch/F(/bin/sh)>>"),
    "form that calls itself": lambda: _one_page(
        "/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length 5>>stream\n/A Do\nendstream endobj\n"
        "5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>/Length 5>>"
        "stream\n/A Do /A Do\nendstream"
    ),
    "nothing": lambda: b"%PDF-1.7\n%%EOF",
}
"""Some have a page, of which nothing stands anywhere."""


def spoilt(seed: int) -> bytes:
    """A letter in which some bytes are others, or which ends too early or twice."""
    chance = random.Random(seed)
    data = bytearray(union_letter() if seed % 2 else letter_in_word())
    for _ in range(chance.randrange(1, 60)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    cut = chance.randrange(len(data) // 2, len(data))
    return bytes(data[:cut] + data[-chance.randrange(1, cut) :]) if seed % 3 else bytes(data)
