"""Outlines: functions from points to points, in whatever unit the caller draws in."""

import math
from collections.abc import Sequence

Point = tuple[float, float]
Points = Sequence[Point]


def smooth(points: Points, *, closed: bool = False, steps: int = 7) -> list[Point]:
    """Return a Catmull-Rom curve through `points`, `steps` points a span."""
    ends = [*points[-1:], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    curve = [
        _between(ends[i : i + 4], step / steps)
        for i in range(len(ends) - 3)
        for step in range(steps)
    ]
    return curve if closed else [*curve, points[-1]]


def _between(span: Points, t: float) -> Point:
    weights = (
        (-t + 2 * t * t - t**3) / 2,
        (2 - 5 * t * t + 3 * t**3) / 2,
        (t + 4 * t * t - 3 * t**3) / 2,
        (t**3 - t * t) / 2,
    )
    return (
        sum(w * x for w, (x, _) in zip(weights, span, strict=True)),
        sum(w * y for w, (_, y) in zip(weights, span, strict=True)),
    )


def arc(
    x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 24
) -> list[Point]:
    """Return points along an ellipse from `start` to `end` degrees, clockwise from the east."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def turned(points: Points, x: float, y: float, degrees: float) -> list[Point]:
    """Return `points` turned clockwise about (x, y)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (x + (px - x) * cos - (py - y) * sin, y + (px - x) * sin + (py - y) * cos)
        for px, py in points
    ]


def arched(x0: float, y0: float, x1: float, y1: float, *, pointed: bool = False) -> list[Point]:
    """Return a doorway: a box whose top is a half circle, or a gothic point."""
    half = (x1 - x0) / 2
    middle, spring = x0 + half, y0 + half * (1.25 if pointed else 1)
    if not pointed:
        return [(x0, y1), *arc(middle, spring, half, half, 180, 360), (x1, y1)]
    left = smooth([(x0, spring), (x0 + half * 0.25, y0 + half * 0.45), (middle, y0)])
    right = [(2 * middle - x, y) for x, y in reversed(left)]
    return [(x0, y1), *left, *right, (x1, y1)]


def brushed(path: Points, width: float, end: float) -> list[Point]:
    """Return the outline of a stroke along `path` whose width goes from `width` to `end`."""
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(path):
        (ax, ay), (bx, by) = path[max(i - 1, 0)], path[min(i + 1, len(path) - 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        half = (width + (end - width) * i / max(len(path) - 1, 1)) / 2
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def mixed(a: Point, b: Point, t: float) -> Point:
    """Return the point a share `t` of the way from `a` to `b`."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
