"""kill -9 at random moments under load, and at each write and each sync."""
import os
import threading

from load import Promises, losses, soundness, together
from server import Ended, Server, copy, pause


def random_kills(folder, random, kills, report):
    """The process is killed at random moments; what it acknowledged is there after it starts again."""
    data = folder + "/kills"
    promises = Promises()
    for kill in range(kills):
        server = Server(data)
        stop = threading.Event()
        writers = together(server, promises, f"k{kill}", 4, 10_000, stop)
        pause(random.uniform(0.02, 0.8))
        server.kill()
        stop.set()
        for writer in writers:
            writer.join()
        server = Server(data)
        # The last ones are looked at each time, all of them at the end.
        lost = losses(server, promises, 10_000 if kill == kills - 1 else 60)
        promises.unknown.clear()
        server.kill() if kill % 2 else server.stop()
        lost += soundness(data)
        report.tried("kill -9 at a random moment under load", lost)
        if kill % 20 == 19:
            report.figure(f"{kill + 1} kills, {len(promises.kept)} acknowledged writes")


def at_each(folder, kind, fault, report, every, judge=None, writers=1, count=2):
    """Injects a fault at the nth call, for each n until a whole story runs without meeting it."""
    template = folder + "/template"
    (number, quiet, met) = (1, 0, 0)
    while quiet < 3:
        data, trace = f"{folder}/{kind}-{number}", f"{folder}/{kind}-{number}.trace"
        copy(template, data)
        promises, lost, status = Promises(), [], None
        try:
            server = Server(data, fault=fault.format(number), trace=trace)
            for thread in together(server, promises, f"{kind}{number}", writers, count):
                thread.join()
            status = server.stop()
        except Ended as ended:
            status = str(ended)
        calls = [line for line in open(trace, errors="replace") if "INJECTED" in line]
        injected = bool(calls) or status in (-9, "exit status -9")
        if injected and judge:
            lost += judge(status, promises, calls)
        server = Server(data)
        lost += losses(server, promises)
        server.kill()
        lost += soundness(data)
        (quiet, met) = (0, met + 1) if injected else (quiet + 1, met)
        if injected:
            report.tried(f"{kind}: {fault}", [f"n = {number}: {one}" for one in lost])
        os.remove(trace)
        number += every
    report.figure(f"{kind}: met at {met} places, the last at n = {number - 3 * every - 1}")
