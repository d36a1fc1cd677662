"""Runs the kinds of faults that are asked for, and says what was tried and what was lost."""
import os
import random
import shutil
import sys
import tempfile
import time

import clocks
import disks
import flips
import kills
from load import Promises, write
from server import Server

SEED = int(os.environ.get("SEED", "1"))
KILLS = int(os.environ.get("KILLS", "100"))
EVERY = int(os.environ.get("EVERY", "1"))
FLIPS = int(os.environ.get("FLIPS", "200"))


class Report:
    def __init__(self):
        (self.counts, self.lost, self.figures) = ({}, [], [])

    def tried(self, what, lost):
        self.counts[what] = self.counts.get(what, 0) + 1
        for one in lost:
            print(f"LOST  {what}: {one}", flush=True)
            self.lost.append(one)

    def figure(self, words):
        print("      " + words, flush=True)

    def left_out(self, kind, why):
        print(f"      {kind}: left out, {why}", flush=True)


KINDS = {
    "kills": lambda folder, report: kills.random_kills(folder, random.Random(SEED), KILLS, report),
    "writes": lambda folder, report: kills.at_each(
        folder, "writes", "pwrite64:signal=KILL:when={}", report, EVERY),
    "syncs": lambda folder, report: kills.at_each(
        folder, "syncs", "fdatasync:signal=KILL:when={}", report, EVERY, writers=2, count=3),
    "full": lambda folder, report: disks.full(folder, report, EVERY),
    "failing": lambda folder, report: disks.failing(folder, report, EVERY),
    "folder": lambda folder, report: disks.unsynced(folder, report, EVERY),
    "locked": disks.locked,
    "readonly": disks.read_only,
    "flips": lambda folder, report: flips.flips(folder, random.Random(SEED), FLIPS, report),
    "clock": clocks.jumps,
}
TRACED = {"writes", "syncs", "full", "failing", "folder"}


def main(kinds):
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        sys.exit(f"there is no {', '.join(unknown)}; there are {', '.join(KINDS)}")
    report = Report()
    folder = tempfile.mkdtemp(prefix="parley-crash-")
    print(f"seed {SEED}", flush=True)
    try:
        # A folder that is set up and holds a little: what each fault starts from.
        server = Server(folder + "/template")
        write(server, Promises(), "template", 2)
        server.stop()
        for kind in kinds or KINDS:
            begun = time.monotonic()
            if kind in TRACED and not shutil.which("strace"):
                report.left_out(kind, "there is no strace")
                continue
            KINDS[kind](folder, report)
            print(f"      {kind}: {time.monotonic() - begun:.0f} s", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for what, count in report.counts.items():
        print(f"{count:6} × {what}")
    print(f"crash: {sum(report.counts.values())} faults, {len(report.lost)} losses")
    return 1 if report.lost else 0


sys.exit(main(sys.argv[1:]))
