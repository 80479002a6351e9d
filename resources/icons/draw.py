#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws the application icon: a sigma over what it adds up.

Writes digitsum-SIZE.png beside itself; needs nothing but Python. Each size is drawn for its own
pixel grid: large ones show digits below the sigma, small ones the line one draws below a sum.
"""

import math
import struct
import zlib
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)
SUBLINES = 16  # per pixel row, for smooth edges

TOP, BOTTOM = (35, 98, 170), (14, 45, 92)
WHITE, AMBER = (255, 255, 255), (255, 190, 70)

# The lit segments of a seven-segment digit: x, y, width, height in units of its stroke,
# in a cell of 4 x 7.
SEGMENTS = {
    "1": [(0, 0, 1, 7)],
    "2": [(0, 0, 4, 1), (3, 0, 1, 4), (0, 3, 4, 1), (0, 3, 1, 4), (0, 6, 4, 1)],
    "3": [(0, 0, 4, 1), (0, 3, 4, 1), (0, 6, 4, 1), (3, 0, 1, 7)],
}


class Canvas:
    def __init__(self, size):
        self.size = size
        self.pixels = [[(0.0, 0.0, 0.0, 0.0)] * size for _ in range(size)]  # premultiplied

    def fill(self, polygon, colour):
        """Fills a polygon; colour is RGB, or a function of y that returns it."""
        edges = list(zip(polygon, polygon[1:] + polygon[:1]))
        for y in range(self.size):
            coverage = [0.0] * self.size
            for sub in range(SUBLINES):
                self._add_line(coverage, edges, y + (sub + 0.5) / SUBLINES)
            rgb = colour(y) if callable(colour) else colour
            for x, covered in enumerate(coverage):
                if covered > 0:
                    self._blend(x, y, rgb, min(1.0, covered))

    def _add_line(self, coverage, edges, y):
        crossings = sorted(
            ax + (y - ay) * (bx - ax) / (by - ay)
            for (ax, ay), (bx, by) in edges
            if (ay <= y) != (by <= y)
        )
        for left, right in zip(crossings[::2], crossings[1::2]):
            for x in range(max(0, int(left)), min(self.size, math.ceil(right))):
                coverage[x] += (min(x + 1, right) - max(x, left)) / SUBLINES

    def _blend(self, x, y, rgb, alpha):
        under = self.pixels[y][x]
        over = tuple(channel / 255 * alpha for channel in rgb) + (alpha,)
        self.pixels[y][x] = tuple(o + u * (1 - alpha) for o, u in zip(over, under))

    def png(self):
        rows = bytearray()
        for row in self.pixels:
            rows.append(0)  # no filter
            for *rgb, alpha in row:
                rows.extend(round(c / alpha * 255) if alpha else 0 for c in rgb)
                rows.append(round(alpha * 255))
        header = struct.pack(">IIBBBBB", self.size, self.size, 8, 6, 0, 0, 0)
        return (
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(bytes(rows), 9))
            + chunk(b"IEND", b"")
        )


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def rounded_square(size, margin, radius):
    low, high = margin + radius, size - margin - radius
    corners = [(high, low, -90), (high, high, 0), (low, high, 90), (low, low, 180)]
    return [
        (x + radius * math.cos(math.radians(start + turn)),
         y + radius * math.sin(math.radians(start + turn)))
        for x, y, start in corners
        for turn in range(0, 91, 3)
    ]


def rectangle(x, y, width, height):
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def sigma(left, top, width, height, stroke):
    right, bottom, middle = left + width, top + height, top + height / 2
    slant = stroke * 1.15  # how wide the diagonals are, measured across
    tip = left + width * 0.6
    return [
        (left, top), (right, top), (right, top + stroke * 1.55), (right - stroke * 0.55, top + stroke),
        (left + slant + stroke * 0.35, top + stroke), (tip, middle),
        (left + slant + stroke * 0.35, bottom - stroke), (right - stroke * 0.55, bottom - stroke),
        (right, bottom - stroke * 1.55), (right, bottom), (left, bottom),
        (left, bottom - stroke * 0.9), (tip - slant, middle), (left, top + stroke * 0.9),
    ]


def draw(size):
    canvas = Canvas(size)
    margin = 0 if size < 32 else size // 32

    def shade(y):
        return tuple(a + (b - a) * y / size for a, b in zip(TOP, BOTTOM))

    canvas.fill(rounded_square(size, margin, size * 0.2), shade)
    if size < 64:
        unit = size / 16
        width, stroke = round(9 * unit), round(1.8 * unit)
        left, top = (size - width) // 2, round(2 * unit)
        canvas.fill(sigma(left, top, width, round(9 * unit), stroke), WHITE)
        canvas.fill(rectangle(left, round(12 * unit), width, max(1, round(1.5 * unit))), AMBER)
    else:
        unit = size // 64
        canvas.fill(sigma(18 * unit, 8 * unit, 28 * unit, 30 * unit, 5 * unit), WHITE)
        stroke = 2 * unit
        left = 19 * unit
        for digit in "123":
            cells = SEGMENTS[digit]
            for x, y, width, height in cells:
                canvas.fill(
                    rectangle(left + x * stroke, 43 * unit + y * stroke,
                              width * stroke, height * stroke),
                    AMBER)
            left += (max(x + width for x, _, width, _ in cells) + 2) * stroke
    return canvas.png()


def main():
    for size in SIZES:
        (Path(__file__).parent / f"digitsum-{size}.png").write_bytes(draw(size))


if __name__ == "__main__":
    main()
