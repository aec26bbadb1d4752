"""How long those who change the program wait: a clean build, and from an edited use case to its passed test."""

import os
import resource
import shutil
import subprocess
import time

from .place import Place
from .table import Table, middle


def processor_seconds_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure_edit(place: Place, table: Table) -> None:
    """The file keeps its text; its time moves on, and ccache is told to compile it all the same."""
    use_case = place.source / "src" / "make" / "quotes" / "decide_quote.cpp"
    waits = []
    for _ in range(place.rounds(3)):
        use_case.touch()
        began = time.monotonic()
        subprocess.run(["cmake", "--build", place.build, "--target", "scenarios_test"], check=True, stdout=subprocess.DEVNULL,
                       env=os.environ | {"CCACHE_RECACHE": "1"})
        subprocess.run([place.build / "scenarios_test", "--gtest_filter=*quote_decision*"], check=True, stdout=subprocess.DEVNULL)
        waits.append(time.monotonic() - began)
    wait = middle(waits)
    table.add("edit of a use case to its passed test", f"{wait:.1f} s", "", "", "< 30 s", wait < 30)


def measure_build(place: Place, table: Table) -> None:
    """Everything that `make run` and `make test` build, in a folder of its own and without ccache."""
    folder = place.data / "clean-build"
    shutil.rmtree(folder, ignore_errors=True)
    plain = os.environ | {"CCACHE_DISABLE": "1"}
    began, cpu = time.monotonic(), processor_seconds_of_children()
    subprocess.run(["cmake", "--preset", "release", "-B", folder], check=True, stdout=subprocess.DEVNULL, env=plain)
    subprocess.run(["cmake", "--build", folder, "--parallel", "2"], check=True, stdout=subprocess.DEVNULL, env=plain)
    wall, cpu = time.monotonic() - began, processor_seconds_of_children() - cpu
    shutil.rmtree(folder)
    table.add("clean build, two at a time, no ccache", f"{cpu / 2:.0f} s of each of 2 processors", f"{wall:.0f} s by the clock", "",
              "< 360 s", cpu / 2 < 360)
