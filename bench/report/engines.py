"""The engines alone: meshes, STEP, pictures. Processor time, so that a loaded machine disturbs little."""

import json
import os
import subprocess

from .place import Place
from .table import Table, middle

# What a mesh needs to be known: the corners taken out of the file, made into shared vertices, joined to edges, and measured.
STL_PASSES = 4


# As the geometry worker is started (src/engines/analysis/worker_process.cpp).
AS_THE_WORKER = os.environ | {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def google_benchmark(place: Place, program: str, pattern: str, repetitions: int) -> dict[str, float]:
    """Median CPU milliseconds of the benchmarks that match, by name; their repetitions are interleaved."""
    command = [place.build / program, f"--benchmark_filter={pattern}", f"--benchmark_repetitions={repetitions}",
               "--benchmark_enable_random_interleaving=true", "--benchmark_min_time=0.1", "--benchmark_format=json"]
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=AS_THE_WORKER).stdout
    times: dict[str, list[float]] = {}
    for run in json.loads(output)["benchmarks"]:
        if run["run_type"] == "iteration":
            times.setdefault(run["run_name"], []).append(run["cpu_time"])
    return {name: middle(values) for name, values in times.items()}


def measure_stl(place: Place, table: Table) -> None:
    ms = google_benchmark(place, "geometry_bench", "^(file_pass|stl_read_and_measure|stl_read_measure_and_shape)/1000000$",
                          place.rounds(7))
    once, measured, whole = (ms[f"{name}/1000000"] for name in
                             ("file_pass", "stl_read_and_measure", "stl_read_measure_and_shape"))
    ratio = measured / (STL_PASSES * once)
    table.add("STL, 1,000,000 triangles, measured", f"{measured:.0f} ms CPU", f"{STL_PASSES} passes of {once:.1f} ms",
              f"{ratio:.2f}", "≤ 2", ratio <= 2)
    table.add("… and its shape for pricing", f"{whole:.0f} ms CPU", "", "", "< 600 ms", whole < 600)


def measure_step(place: Place, table: Table) -> None:
    output = subprocess.run([place.build / "step_bench", "--json", "--turns", str(place.rounds(5))], check=True,
                            capture_output=True, text=True, env=AS_THE_WORKER).stdout
    files = json.loads(output)
    for file in files:
        table.add(f"STEP: {file['file']}", f"{file['ours_ms']:.0f} ms CPU", f"{file['stock_ms']:.0f} ms CPU", f"{file['to_stock']:.2f}")
    ours, stock = (sum(file[name] for file in files) for name in ("ours_ms", "stock_ms"))
    table.add("STEP: all of them, read, meshed, measured", f"{ours:.0f} ms CPU", f"OpenCASCADE reads and meshes {stock:.0f} ms",
              f"{ours / stock:.2f}", "≤ 1.2", ours / stock <= 1.2)


def measure_preview(place: Place, table: Table) -> None:
    ms = google_benchmark(place, "preview_bench", "^draw/triangles:100000/width:800$", place.rounds(7))
    drawn = ms["draw/triangles:100000/width:800"]
    table.add("picture of 100,000 triangles, 800 × 600", f"{drawn:.0f} ms CPU, one thread", "", "", "< 300 ms", drawn < 300)
