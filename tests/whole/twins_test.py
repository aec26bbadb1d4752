"""One part costs the same however its file is written; parts that differ are priced apart (MF-10, MF-11). By the command line."""

import json
import math
import tempfile
import unittest
from pathlib import Path

from . import solids
from .server import SOURCE, run_program

CAD = SOURCE / "tests/data/cad"
TOLERANCE = 0.005
MILLING, PRINTING = "cnc", "fdm"


class Twins(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="guildhall-twins.")
        self.addCleanup(folder.cleanup)
        self.place = Path(folder.name)

    def file(self, name: str, content: bytes) -> Path:
        (self.place / name).write_bytes(content)
        return self.place / name

    def prices(self, service: str, *files: Path, unit: str = "") -> list[float]:
        done = run_program("quote", "--json", "--service", service, *(["--unit", unit] if unit else []), *files)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return [float(json.loads(line)["total"]) for line in done.stdout.splitlines()]

    def assert_same(self, prices: list[float], what: str) -> None:
        self.assertLessEqual(max(prices), min(prices) * (1 + TOLERANCE), f"{what}: {prices}")

    def assert_apart(self, prices: list[float], what: str) -> None:
        ordered = sorted(prices)
        for cheap, dear in zip(ordered, ordered[1:]):
            self.assertGreater(dear, cheap * (1 + 2 * TOLERANCE), f"{what}: {prices}")

    def test_stl_step_and_3mf_of_one_part(self) -> None:
        motor = CAD / "stl/motor_holder.stl"
        package = self.file("motor_holder.3mf", solids.threemf(solids.triangles_of_stl(motor.read_bytes())))
        for service in (PRINTING, MILLING):
            self.assert_same(self.prices(service, motor, CAD / "step/motor_holder.step", package), f"motor holder by {service}")
            prices = self.prices(service, CAD / "step/featuretype_inch.step", CAD / "3mf/featuretype_inch.3mf")
            prices += self.prices(service, CAD / "stl/featuretype_inch.stl", unit="inch")
            self.assert_same(prices, f"feature type by {service}")

    def test_turning_and_moving_change_nothing(self) -> None:
        motor = CAD / "stl/motor_holder.stl"
        triangles = solids.triangles_of_stl(motor.read_bytes())
        tilted = solids.turned(triangles, math.radians(35), math.radians(20))
        files = [motor, self.file("moved.stl", solids.stl(solids.moved(triangles, (120.5, -40.25, 77)))),
                 self.file("stood_up.stl", solids.stl(solids.turned(triangles, 0, math.radians(90)))),
                 self.file("lying.stl", solids.stl(solids.turned(triangles, math.radians(90), math.radians(90)))),
                 self.file("tilted.stl", solids.stl(tilted)),
                 self.file("moved.3mf", solids.threemf(triangles, transform="0 1 0 -1 0 0 0 0 1 30 -20 10"))]
        for service in (PRINTING, MILLING):
            self.assert_same(self.prices(service, *files), f"{[file.name for file in files]} by {service}")

    def test_the_unit_changes_nothing(self) -> None:
        triangles = solids.triangles_of_stl((CAD / "stl/motor_holder.stl").read_bytes())
        for service in (PRINTING, MILLING):
            prices = self.prices(service, self.file("mm.stl", solids.stl(triangles)))
            for unit, name, millimetres in (("inch", "inch", 25.4), ("cm", "centimeter", 10), ("m", "meter", 1000)):
                there = solids.scaled(triangles, 1 / millimetres)
                prices += self.prices(service, self.file(f"{unit}.stl", solids.stl(there)), unit=unit)
                prices += self.prices(service, self.file(f"{unit}.3mf", solids.threemf(there, name)))
            self.assert_same(prices, f"millimetres, then STL and 3MF in inches, centimetres and metres, by {service}")

    def test_hollow_thin_and_solid_are_priced_apart(self) -> None:
        solid = solids.box(40, 40, 40)
        hollow = solid + solids.turned_inside_out(solids.box(30, 30, 30, (5, 5, 5)))
        fin = solids.box(2, 160, 200)  # of the same volume as the solid box
        files = [self.file(f"{name}.stl", solids.stl(part)) for name, part in
                 (("solid", solid), ("hollow", hollow), ("fin", fin))]
        self.assert_apart(self.prices(PRINTING, *files), "solid, hollow, fin by fdm")
        self.assert_apart(self.prices(MILLING, files[0], files[2]), "solid, fin by cnc")

    def test_equal_volumes_with_different_removed_volume_are_priced_apart(self) -> None:
        plain = {(x, y, z) for x in range(4) for y in range(4) for z in range(2)}
        channel = {(x, y, z) for x in range(4) for y in range(4) for z in range(4) if z == 0 or y == 0 or (y, z) == (3, 1)}
        self.assertEqual(len(channel), len(plain))
        files = [self.file(f"{name}.stl", solids.stl(solids.blocks(cells, 15))) for name, cells in
                 (("plain", plain), ("channel", channel))]
        for service in (MILLING, PRINTING):
            self.assert_apart(self.prices(service, *files), f"plain block and channel by {service}")
