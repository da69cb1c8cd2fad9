"""The same pictures as SVG text, for documents that can't run Plotly: one drawing of small multiples for each area."""

import html
import math
from collections.abc import Sequence
from datetime import date

from pikku.plausibility.figures import BAND, EXPECTED, MANY, MEASURED, OUTSIDE, lying, scale
from pikku.plausibility.finding import Finding
from pikku.report.text import pixels
from pikku.report.theme import INK, MUTED, RULE

_WIDTH, _COLUMNS, _TOP, _BOTTOM, _HEIGHT, _ROW = 440, 2, 40, 22, 190, 22
_KEY = (("circle", MEASURED, "measured"), ("line", EXPECTED, "expected"), ("rect", BAND, "allowed"))
_OUTSIDE_KEY = ("circle", OUTSIDE, "outside")


def drawing(findings: Sequence[Finding]) -> str:
    """Return findings as one SVG image, two beside each other."""
    parts, y = [], 26.0
    for first in range(0, len(findings), _COLUMNS):
        row = findings[first : first + _COLUMNS]
        parts += [_panel(finding, place * _WIDTH, y) for place, finding in enumerate(row)]
        y += max(map(_height, row)) + 12
    width, some = _COLUMNS * _WIDTH, any(f.inside < len(f.points) for f in findings)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_px(y)}" viewBox="0 0 {width} {_px(y)}" '
        f'font-family="Segoe UI, Helvetica, Arial, sans-serif" font-size="10" fill="{MUTED}">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{_key((*_KEY, _OUTSIDE_KEY) if some else _KEY)}\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _key(entries: Sequence[tuple[str, str, str]]) -> str:
    parts = []
    for place, (shape, color, word) in enumerate(entries):
        x = 14 + 90 * place
        mark = {
            "circle": f'<circle cx="{x}" cy="12" r="4" fill="{color}"/>',
            "line": f'<path d="M{x - 6} 12h12" stroke="{color}" stroke-width="2"/>',
            "rect": f'<rect x="{x - 6}" y="7" width="12" height="10" fill="{color}"/>',
        }[shape]
        parts.append(f'{mark}<text x="{x + 11}" y="15.5">{word}</text>')
    return "".join(parts)


def _height(finding: Finding) -> float:
    return _TOP + _BOTTOM + _ROW * len(finding.points) if lying(finding) else _HEIGHT


def _panel(finding: Finding, left: float, top: float) -> str:
    """Return the drawing of a finding at a place."""
    title = f'<text x="8" y="16" font-size="12" font-weight="600" fill="{INK}">{html.escape(finding.check.title)}</text>'
    body = (_lying if lying(finding) else _standing)(finding)
    return f'<g transform="translate({_px(left)} {_px(top)})">{title}{body}</g>'


class _Axis:
    """An axis of values: from the least to the greatest that is drawn, with round numbers to mark."""

    def __init__(self, finding: Finding, start: float, end: float) -> None:
        self.sized = scale(finding)
        ends = [p.low for p in finding.points] + [p.measured for p in finding.points]
        self.low = min(ends) / self.sized.divisor
        self.high = max([*(p.high for p in finding.points), *ends]) / self.sized.divisor
        margin = (self.high - self.low or 1.0) * 0.06
        self.low, self.high = self.low - margin * (self.low != 0), self.high + margin
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        return self._at(value / self.sized.divisor)

    def _at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """Return the places and texts of at most so many round numbers."""
        rough = (self.high - self.low) / most
        step = 10.0 ** math.floor(math.log10(rough))
        step = next(step * factor for factor in (1, 2, 5, 10) if step * factor >= rough)
        first = math.ceil(self.low / step)
        places = max(0, -math.floor(math.log10(step) + 1e-9))
        return [
            (self._at(n * step), f"{self.sized.before}{n * step:.{places}f}{self.sized.after}")
            for n in range(first, math.floor(self.high / step) + 1)
        ]


def _lying(finding: Finding) -> str:
    """Return lying bands with their labels at the left."""
    points = finding.points
    left = max(pixels(point.label, 10) for point in points) + 20
    axis, bottom = _Axis(finding, left, _WIDTH - 24), _TOP - 12 + _ROW * len(points)
    parts = []
    for x, text in axis.ticks(5):
        parts.append(f'<path d="M{_px(x)} {_TOP - 12}V{bottom}" stroke="{RULE}"/>')
        parts.append(f'<text x="{_px(x)}" y="{bottom + 14}" text-anchor="middle">{text}</text>')
    for place, point in enumerate(points):
        y = _TOP - 12 + _ROW * (place + 0.5)
        low, high, middle = axis(point.low), axis(point.high), axis(point.expected)
        label = html.escape(point.label)
        parts += [
            f'<text x="{_px(left - 8)}" y="{_px(y + 3.5)}" text-anchor="end">{label}</text>',
            f'<rect x="{_px(low)}" y="{_px(y - 7)}" width="{_px(high - low)}" height="14" fill="{BAND}"/>',
            f'<path d="M{_px(middle)} {_px(y - 7)}v14" stroke="{EXPECTED}" stroke-width="2"/>',
            _dot(axis(point.measured), y, point.plausible),
        ]
    return "".join(parts)


def _standing(finding: Finding) -> str:
    """Return standing bands, or an area and a curve when there are many points."""
    points, left = finding.points, 52
    axis, width = _Axis(finding, _HEIGHT - _BOTTOM, _TOP - 12), _WIDTH - 24 - left
    step = width / len(points)
    parts = []
    for y, text in axis.ticks(5):
        parts.append(f'<path d="M{left} {_px(y)}h{width}" stroke="{RULE}"/>')
        parts.append(f'<text x="{left - 6}" y="{_px(y + 3.5)}" text-anchor="end">{text}</text>')
    centres = [left + step * (place + 0.5) for place in range(len(points))]
    if len(points) > MANY:
        parts += _curve(finding, axis, centres)
    else:
        parts += _columns(finding, axis, centres, step)
    small = len(points) > MANY
    for x, point in zip(centres, points, strict=True):
        parts.append(_dot(x, axis(point.measured), point.plausible, small=small))
    return "".join(parts)


def _columns(finding: Finding, axis: _Axis, centres: list[float], step: float) -> list[str]:
    parts, half = [], min(step * 0.35, 16)
    for x, point in zip(centres, finding.points, strict=True):
        low, high, middle = axis(point.low), axis(point.high), axis(point.expected)
        text = html.escape(point.label.removesuffix(" days").removesuffix(" lines"))
        parts += [
            f'<rect x="{_px(x - half)}" y="{_px(high)}" width="{_px(2 * half)}" height="{_px(low - high)}" fill="{BAND}"/>',
            f'<path d="M{_px(x - half)} {_px(middle)}h{_px(2 * half)}" stroke="{EXPECTED}" stroke-width="2"/>',
            f'<text x="{_px(x)}" y="{_HEIGHT - 8}" text-anchor="middle">{text}</text>',
        ]
    return parts


def _curve(finding: Finding, axis: _Axis, centres: list[float]) -> list[str]:
    """Return the area of the band, the curve in it and some dates below."""
    points = finding.points
    over = [f"{_px(x)} {_px(axis(p.high))}" for x, p in zip(centres, points, strict=True)]
    under = [f"{_px(x)} {_px(axis(p.low))}" for x, p in zip(centres, points, strict=True)]
    middle = [f"{_px(x)} {_px(axis(p.expected))}" for x, p in zip(centres, points, strict=True)]
    parts = [
        f'<path d="M{"L".join([*over, *reversed(under)])}Z" fill="{BAND}"/>',
        f'<path d="M{"L".join(middle)}" fill="none" stroke="{EXPECTED}" stroke-width="1.5"/>',
    ]
    shown = range(len(points) // 12, len(points), max(1, len(points) // 6))
    for place in shown:
        day = date.fromisoformat(f"{points[place].label}-01"[:10])
        parts.append(
            f'<text x="{_px(centres[place])}" y="{_HEIGHT - 8}" text-anchor="middle">{day:%b %y}</text>'
        )
    return parts


def _dot(x: float, y: float, plausible: bool, *, small: bool = False) -> str:
    color, radius = MEASURED if plausible else OUTSIDE, 1.8 if small else 4
    return f'<circle cx="{_px(x)}" cy="{_px(y)}" r="{radius}" fill="{color}"/>'


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
