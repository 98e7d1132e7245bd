"""How a sheet comes out of a printer."""

from typing import Any

_A4 = 9
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.75, "bottom": 0.75}
"""In inches; a header or a footer fits into them."""
_MOST = 120
"""Code points of one part of a header or a footer: Excel takes 255 of all three together."""


def print_on_a4(sheet: Any, *, landscape: bool = False) -> None:
    """One page wide, as many as it takes long."""
    sheet.set_paper(_A4)
    sheet.set_margins(**_MARGINS)
    sheet.fit_to_pages(1, 0)
    if landscape:
        sheet.set_landscape()


def number_pages(sheet: Any, left: str) -> None:
    """What stands at the foot of each page, and which page of how many it is."""
    sheet.set_footer(f"&L&9{_said(left)}&R&9Trang &P/&N")


def head_pages(sheet: Any, left: str, right: str) -> None:
    """What stands at the top of each page."""
    sheet.set_header(f"&L&9{_said(left)}&R&9{_said(right)}")


def _said(text: str) -> str:
    """Text in which nothing is a sign to the printer, nor to XlsxWriter, which logs all of it where it
    takes "&&G" for a picture; a figure in front would be read with the size of the letters."""
    cut = text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
    return " " + cut.replace("&", "＆")
