"""Curves as a small SVG: lines with their points and values, in one plain style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 320, 60, 100, 20, 50
COLOURS = ("#1b6ca8", "#b5532a", "#4a7a3a", "#7a4a8a")
Points = Sequence[tuple[float, float]]


def draw(curves: Mapping[str, Points], across: str, up: str) -> str:
    """An SVG of named curves over axes that begin at 0."""
    right = max(x for points in curves.values() for x, _ in points) or 1
    top = 1.1 * max(y for points in curves.values() for _, y in points) or 1

    def place(x: float, y: float) -> tuple[float, float]:
        return LEFT + x / right * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - y / top * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        ' font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}" fill="none" stroke="#444"/>',
        f'<text x="{LEFT}" y="{HEIGHT - 12}">{escape(across)}</text>',
        f'<text x="14" y="{HEIGHT - BOTTOM}" transform="rotate(-90 14 {HEIGHT - BOTTOM})">{escape(up)}</text>',
    ]
    ticks = {x for points in curves.values() for x, _ in points}
    for x in sorted(ticks):
        at, floor = place(x, 0)
        parts.append(f'<text x="{at:.0f}" y="{floor + 16:.0f}" text-anchor="middle">{told(x)}</text>')
    for (name, points), colour in zip(curves.items(), COLOURS, strict=False):
        parts += line(name, [(*place(x, y), y) for x, y in points], colour)
    return "\n".join([*parts, "</svg>", ""])


def told(x: float) -> str:
    return f"{x:,.0f}" if x == int(x) else f"{x:.2f}"


def line(name: str, points: Sequence[tuple[float, float, float]], colour: str) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    parts = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>']
    for x, y, value in points:
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
        parts.append(f'<text x="{x:.1f}" y="{y - 7:.1f}" text-anchor="middle" fill="{colour}">{value:g}</text>')
    x, y, _ = points[-1]
    return [*parts, f'<text x="{x + 10:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>']
