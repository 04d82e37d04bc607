#!/usr/bin/env python3
"""Draws CPU time against the size of the site, from what peers.py and goals.py have measured.

    benches/plot.py docs/performance/peers.json docs/performance/goals.json >docs/performance/growth.svg
"""

import json
import math
import re
import sys
from statistics import median

WIDTH, HEIGHT = 760, 480
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 20, 50
COLOURS = {
    "Feedmill, one format": "#0b6e4f",
    "Feedmill, three formats": "#12a97a",
    "Floor": "#888888",
    "Floor, with the crates": "#555555",
    "Hugo": "#d6409f",
    "Zola": "#b8860b",
    "Eleventy": "#444cc8",
    "Pelican": "#3b8ea5",
    "Jekyll": "#b3261e",
}


def series(peers, goals):
    """For each name, points of articles and seconds, each the median of its runs."""
    points = {}
    for articles, everybody in peers.items():
        for name, figures in everybody.items():
            if figures["cpu_seconds"]:
                points.setdefault(name, {})[int(articles)] = median(figures["cpu_seconds"])
    for name, figures in goals.items():
        size = re.fullmatch(r"([\d,]+) articles", name)
        if size and figures["cpu_seconds"]:
            articles = int(size[1].replace(",", ""))
            points.setdefault("Feedmill, three formats", {}).setdefault(articles, median(figures["cpu_seconds"]))
    return points


def main():
    peers, goals = (json.load(open(path)) for path in sys.argv[1:3])
    points = series(peers, goals)
    sizes = [size for line in points.values() for size in line]
    costs = [cost for line in points.values() for cost in line.values()]
    low_x, high_x = math.log10(min(sizes)), math.log10(max(sizes))
    low_y, high_y = math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs)))

    def x(size):
        return LEFT + (math.log10(size) - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT)

    def y(cost):
        return HEIGHT - BOTTOM - (math.log10(cost) - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM)

    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="13">'
    )
    print("<title>CPU time of a build against the number of articles, on two logarithmic scales</title>")
    print('<rect width="100%" height="100%" fill="#fff"/>')
    for power in range(low_y, high_y + 1):
        at = y(10**power)
        print(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        print(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for power in range(math.ceil(low_x), math.floor(high_x) + 1):
        at = x(10**power)
        print(f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        print(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>')
    print(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">articles</text>')
    ends = []
    for name, line in points.items():
        colour = COLOURS.get(name, "#000")
        path = "L".join(f"{x(size):.1f} {y(cost):.1f}" for size, cost in sorted(line.items()))
        print(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for size, cost in line.items():
            print(f'<circle cx="{x(size):.1f}" cy="{y(cost):.1f}" r="3" fill="{colour}"/>')
        size, cost = max(line.items())
        ends.append([y(cost), x(size), name, colour])
    # Names stand below one another, however close the lines end.
    taken = -math.inf
    for height, _, name, colour in sorted(ends):
        taken = max(height + 4, taken + 16)
        print(f'<text x="{WIDTH - RIGHT + 10}" y="{taken:.1f}" fill="{colour}">{name}</text>')
    print("</svg>")


if __name__ == "__main__":
    main()
