"""A disk that is full, that fails, that is locked or may not be written, and bytes that flip."""
import sqlite3
import subprocess
import time

from kills import at_each
from load import Promises, losses, soundness, together, write
from server import Ended, Server, copy, verify


def full(folder, report, every):
    """ENOSPC at the nth write: that batch fails whole, the next one works."""
    def judge(status, promises, calls):
        strange = [f"answered {code}" for code in promises.refused if code not in (503, 507)]
        return strange + ([] if status in (0, -15) or "exit" in str(status) else [f"it ended with {status}"])
    at_each(folder, "full", "pwrite64:error=ENOSPC:when={}", report, every, judge)


def failing(folder, report, every):
    """EIO from a sync: nobody knows what is on disk, so the process ends and acknowledges nothing more."""
    def judge(status, promises, calls):
        # SQLite takes no notice where the folder's sync fails (it has made a log): the program has synced it before.
        if status == 0 and all(".db" not in call for call in calls):
            return []
        return [] if status == 70 or "exit" in str(status) else [f"it went on, and ended with {status}: {calls}"]
    at_each(folder, "failing", "fdatasync:error=EIO:when={}", report, every, judge, 2, 3)


def unsynced(folder, report, every):
    """EIO from the sync of a folder or of a small file: it says so and does not start."""
    def judge(status, promises, calls):
        return [] if status == "exit status 1" else [f"it went on, and ended with {status}: {calls}"]
    at_each(folder, "folder", "fsync:error=EIO:when={}", report, every, judge)


def locked(folder, report):
    """Another program holds the write lock: writers are told to come again, readers are served."""
    data = folder + "/locked"
    copy(folder + "/template", data)
    server, promises, lost = Server(data), Promises(), []
    write(server, promises, "before", 2)
    holder = sqlite3.connect(data + "/parley.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    reference = promises.kept[0][3]["reference"]
    begun = time.monotonic()
    threads = together(server, promises, "locked", 2, 1)
    read = server.call("GET", f"/v1/escalations/{reference}/status")
    if read is None or read[0] != 200 or time.monotonic() - begun > 3:
        lost.append(f"reading was held up: {read}")
    for thread in threads:
        thread.join()
    if set(promises.refused) != {503}:
        lost.append(f"writers were answered {promises.refused}")
    holder.execute("ROLLBACK")
    holder.close()
    write(server, promises, "after", 2)
    if len([one for one in promises.kept if "after" in one[2]]) != 4:
        lost.append("writing did not go on after the lock went")
    lost += losses(server, promises)
    server.stop()
    report.tried("the write lock held by another program", lost + soundness(data))


def read_only(folder, report):
    """A disk that may only be read: it says so and does not start, and nothing is harmed."""
    data = folder + "/readonly"
    copy(folder + "/template", data)
    server, promises = Server(data), Promises()
    write(server, promises, "before", 2)
    server.stop()
    mounted = subprocess.run(["mount", "--bind", "-o", "ro", data, data], capture_output=True).returncode == 0
    if mounted:
        # The first mount of a bind is not read-only on older systems; the second makes it so.
        subprocess.run(["mount", "-o", "remount,ro,bind", data], capture_output=True)
    else:
        report.left_out("readonly", "mounting is not allowed here")
        return
    lost = []
    try:
        try:
            Server(data).kill()
            lost.append("it started on a disk that it cannot write")
        except Ended as ended:
            if ended.args[0] != "exit status 1":
                lost.append(f"it did not refuse in order: {ended}")
        if verify(data)[0] != 0:
            lost.append("verify cannot read it: " + verify(data)[1])
    finally:
        subprocess.run(["umount", data], check=True)
    server = Server(data)
    lost += losses(server, promises)
    server.stop()
    report.tried("a read-only disk", lost + soundness(data))


def flips(folder, random, rounds, report):
    """Flipped bytes in copies: verify says so, or nothing shown is other than it was; never a crash."""
    data = folder + "/flips"
    copy(folder + "/template", data)
    server, promises = Server(data), Promises()
    for thread in together(server, promises, "flips", 2, 12):
        thread.join()
    server.stop()
    clean = open(data + "/parley.db", "rb").read()
    (found, refused, harmless) = (0, 0, 0)
    for number in range(rounds):
        copy_of = f"{folder}/flip"
        copy(data, copy_of)
        damaged = bytearray(clean)
        places = [random.randrange(len(clean)) for _ in range(random.choice([1, 1, 8]))]
        for place in places:
            damaged[place] ^= 1 << random.randrange(8)
        with open(copy_of + "/parley.db", "wb") as file:
            file.write(damaged)
        status, words = verify(copy_of)
        lost = [] if status in (0, 1) else [f"verify ended with {status}: {words}"]
        shown = serve(copy_of, promises)
        if shown is None:
            refused += 1
        elif isinstance(shown, str):
            lost.append(shown)
        elif status == 0 and not shown:
            lost.append("verify calls it sound, and something is missing")
        found += status == 1
        harmless += status == 0
        report.tried("bytes flipped in a copy", [f"round {number}, places {places}: {one}" for one in lost])
    report.figure(f"flipped: verify found {found} of {rounds}, {harmless} did no harm, {refused} would not start")


def serve(data, promises):
    """None if it does not start; a word if it crashed or showed what was never said; else whether all is there."""
    try:
        server = Server(data)
    except Ended as ended:
        return None if ended.args[0] == "exit status 1" else f"it crashed while starting: {ended}"
    whole = True
    wrong = None
    for _, _, _, receipt, text in promises.kept:
        answer = server.call("GET", f"/v1/escalations/{receipt['reference']}/record")
        if answer is None or answer[0] != 200:
            whole = False
        elif text.encode() not in answer[1]:
            (whole, wrong) = (False, wrong)
    ended = server.process.poll()
    server.kill()
    return f"it crashed with {ended}" if ended is not None else wrong or whole
