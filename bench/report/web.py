"""The web app in Chromium: its first screen beside a bare page, pages, palette, a long list, a large part dropped."""

import json
import subprocess

from .place import Place
from .table import Table, middle, spread

ORDERS, FEW_ORDERS = 100_000, 10_000
INSTALL = ["npm", "ci", "--prefix", "tests/browser", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]


def measure(place: Place, table: Table) -> None:
    folder = place.warm(place.with_orders(FEW_ORDERS if place.quick else ORDERS))
    subprocess.run(INSTALL, cwd=place.source, check=True)
    command = ["node", "tests/browser/measure.mjs", "build", "--orders", folder, "--rounds", str(place.rounds(5))]
    told = subprocess.run(command, cwd=place.source, check=True, stdout=subprocess.PIPE, text=True).stdout
    report(table, json.loads(told))


def report(table: Table, figures: dict[str, list[float]]) -> None:
    def add(what: str, name: str, most: float, unit: str = "ms", reference: str = "") -> None:
        value = middle(figures[name])
        shown = f"{value:.3f}" if unit == "" else f"{value:.0f} {unit}"
        table.add(what, f"{shown} ({spread(figures[name])})", reference, "", f"< {most:g} {unit}".strip(), value < most)

    def bare(name: str) -> str:
        return f"bare page {middle(figures[f'bare {name}']):.0f} ms"

    add("portal: first contentful paint, nothing cached", "portal fcp", 1800, reference=bare("fcp"))
    add("portal: largest contentful paint", "portal lcp", 2500, reference=bare("lcp"))
    add("portal: layout shift", "portal shift", 0.1, unit="")
    add("portal: time in which it does not react", "portal blocked", 200, reference=bare("blocked"))
    add("change of page", "route change", 150)
    add("palette: key to results", "palette", 50)
    add("100,000 triangles: drop to price", "drop to price", 5000)
    add("100,000 triangles: drop to live part", "drop to live part", 5000)
    orders = f"{figures['orders'][0]:,.0f} orders"
    frames, most = figures["frames of the list"], figures["frames of a bare page"]
    ratio = middle(one / beside for one, beside in zip(frames, most))
    table.add(f"{orders}: frames a second while scrolling, {sum(figures['blank frames']):.0f} blank", f"{middle(frames):.0f} ({spread(frames)})",
              f"bare page {middle(most):.0f} ({spread(most)})", f"{ratio:.2f}", "≥ 0.95", ratio >= 0.95)
    add(f"{orders}: a filter by state answers", "filter by state", 100)
    add(f"{orders}: a filter by amount answers", "filter by amount", 100, reference=f"server {middle(figures['answer to the amount']):.0f} ms of it")
