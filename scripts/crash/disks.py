"""A disk that is full, that fails, that is locked or may not be written."""
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
