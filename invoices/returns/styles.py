"""The styles of a workbook: a cell's own style with a coloured fill, and back again.

The colour that a cell had before is kept in the background colour of the fill, which a solid fill does not show:
so a copy that was corrected and sent again gets its own colours back before it is marked anew.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from edi.diagnostics import Severity
from invoices.returns.package import namespace

FILLS: dict[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "info": "FFDDEBF7"}
ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
TEXT_FORMAT = 49  # "@": what is typed over stays text, so it never becomes a formula
EMPTY = (
    '<styleSheet xmlns="{}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


class Styles:
    """`root` is the styleSheet element, changed in place. Cells name a style by its number."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._ns = namespace(root)
        self._fills = self._section("fills")
        self._xfs = self._section("cellXfs")
        self._known: dict[tuple[int, str], int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """The style with the fill of a severity."""
        key = (style, severity)
        if key not in self._known:
            before = self._fill_of(style)
            colour = self._child(before, "fgColor") if before is not None and self._solid(before) else None
            self._known[key] = self._clone(style, fillId=self._solid_fill(FILLS[severity], colour), applyFill=1)
        return self._known[key]

    def unmarked(self, style: int) -> int:
        """The style without our fill: the fill that it had, or the style itself where the fill is not ours."""
        key = (style, "")
        if key not in self._known:
            self._known[key] = self._without_mark(style)
        return self._known[key]

    def made(self, *, bold: bool = False, ink: str = "", fill: str = "", text: bool = False, link: bool = False) -> int:
        """A new style for the Findings sheet: wrapped, at the top of its cell; colours are ARGB."""
        font = etree.Element(self._tag("font"))
        if bold:
            etree.SubElement(font, self._tag("b"))
        if link:
            etree.SubElement(font, self._tag("u"))
        etree.SubElement(font, self._tag("sz"), val="11")
        if ink:
            etree.SubElement(font, self._tag("color"), rgb=ink)
        etree.SubElement(font, self._tag("name"), val="Calibri")
        fonts = self._section("fonts")
        ids = {"fontId": self._append(fonts, font), "applyFont": 1, "applyAlignment": 1}
        if fill:
            ids |= {"fillId": self._solid_fill(fill, None), "applyFill": 1}
        if text:
            ids |= {"numFmtId": TEXT_FORMAT, "applyNumberFormat": 1, "quotePrefix": 1}
        style = self._clone(-1, **ids)
        etree.SubElement(self._xfs[style], self._tag("alignment"), vertical="top", wrapText="1")
        return style

    def _without_mark(self, style: int) -> int:
        fill = self._fill_of(style)
        ours = fill is not None and self._solid(fill) and self._colour(fill, "fgColor") in FILLS.values()
        if fill is None or not ours:
            return style
        before = self._child(fill, "bgColor")
        if before is None or before.get("indexed") == "64":
            return self._clone(style, fillId=0)
        restored = etree.Element(self._tag("fill"))
        pattern = etree.SubElement(restored, self._tag("patternFill"), patternType="solid")
        etree.SubElement(pattern, self._tag("fgColor"), _attributes(before))
        etree.SubElement(pattern, self._tag("bgColor"), indexed="64")
        return self._clone(style, fillId=self._append(self._fills, restored), applyFill=1)

    def _clone(self, style: int, **changes: int) -> int:
        """A copy of a style (-1: the plain one) with other numbers; returns its own number."""
        if style < 0:
            copy = etree.Element(self._tag("xf"), numFmtId="0", fontId="0", fillId="0", borderId="0", xfId="0")
        else:
            copy = deepcopy(self._xfs[min(style, len(self._xfs) - 1)])
        for name, value in changes.items():
            copy.set(name, str(value))
        return self._append(self._xfs, copy)

    def _solid_fill(self, colour: str, before: etree._Element | None) -> int:
        fill = etree.Element(self._tag("fill"))
        pattern = etree.SubElement(fill, self._tag("patternFill"), patternType="solid")
        etree.SubElement(pattern, self._tag("fgColor"), rgb=colour)
        kept = _attributes(before) if before is not None else {"indexed": "64"}
        etree.SubElement(pattern, self._tag("bgColor"), kept)
        return self._append(self._fills, fill)

    def _fill_of(self, style: int) -> etree._Element | None:
        """The pattern fill of a style, None where it has none or a gradient."""
        if not 0 <= style < len(self._xfs):
            return None
        number = int(self._xfs[style].get("fillId", "0"))
        return self._child(self._fills[number], "patternFill") if number < len(self._fills) else None

    def _solid(self, pattern: etree._Element) -> bool:
        return pattern.get("patternType") == "solid"

    def _colour(self, pattern: etree._Element, which: str) -> str:
        found = self._child(pattern, which)
        return "" if found is None else found.get("rgb", "").upper()

    def _child(self, element: etree._Element, name: str) -> etree._Element | None:
        return element.find(self._tag(name))

    def _append(self, section: etree._Element, element: etree._Element) -> int:
        section.append(element)
        section.set("count", str(len(section)))
        return len(section) - 1

    def _section(self, name: str) -> etree._Element:
        """A section of the style sheet; a missing one is made in its place with the entries that Excel expects."""
        found = self._child(self.root, name)
        if found is not None and len(found):
            return found
        if found is not None:
            self.root.remove(found)
        made = deepcopy(etree.fromstring(EMPTY.format(self._ns)).find(self._tag(name)))
        if made is None:
            raise KeyError(name)
        later = {self._tag(other) for other in ORDER[ORDER.index(name) + 1 :]} | {self._tag("extLst")}
        place = next((n for n, child in enumerate(self.root) if child.tag in later), len(self.root))
        self.root.insert(place, made)
        return made

    def _tag(self, name: str) -> str:
        return f"{{{self._ns}}}{name}"


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
