"""The system's clock set back and forward under the running program."""
import os
import shutil
import subprocess

from load import Promises, losses, soundness, write
from server import Server, copy

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <sys/time.h>
#include <unistd.h>
/* Adds the seconds that a file holds to the wall clock, and leaves every other clock alone. */
static long offset(void) {
  char text[32] = {0};
  int file = open(getenv("CLOCK_OFFSET"), O_RDONLY);
  if (file < 0) return 0;
  if (read(file, text, sizeof text - 1) < 0) text[0] = 0;
  close(file);
  return atol(text);
}
int clock_gettime(clockid_t clock, struct timespec *time) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, time);
  if (clock == CLOCK_REALTIME) time->tv_sec += offset();
  return result;
}
int gettimeofday(struct timeval *time, void *zone) {
  struct timespec now;
  (void)zone;
  int result = clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return result;
}
"""


def jumps(folder, report):
    """A day back, two years on, while people write: nothing is lost, and order is by number, not by time."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        report.left_out("clock", "there is no C compiler")
        return
    library, data, offset = folder + "/clock.so", folder + "/clock", folder + "/offset"
    with open(folder + "/clock.c", "w") as file:
        file.write(SHIM)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, folder + "/clock.c", "-ldl"], check=True)
    for name, seconds in [("an hour back", -3_600), ("a day back", -86_400), ("a week on", 7 * 86_400),
                          ("two years on", 730 * 86_400), ("to 1971", -55 * 365 * 86_400)]:
        copy(folder + "/template", data)
        with open(offset, "w") as file:
            file.write("0")
        server = Server(data, environment={"LD_PRELOAD": library, "CLOCK_OFFSET": offset})
        before, after, lost = Promises(), Promises(), []
        write(server, before, "before", 3)
        with open(offset, "w") as file:
            file.write(str(seconds))
        write(server, after, "after", 3)
        refused = {**before.refused, **after.refused}
        # At a time for which no calendar counts, raising is refused.
        if len(before.kept) != 6 or len(after.kept) != 6 and not after.refused or not server.runs:
            lost.append(f"{len(before.kept)} and {len(after.kept)} kept, {refused} refused, runs: {server.runs}")
        # Keys are kept seven days: who repeats himself two years later raises anew. What was said stays.
        kept = seconds <= 7 * 86_400
        lost += losses(server, before, repeats=kept) + losses(server, after)
        server.kill()
        # And it starts again at that time, and at the old one.
        for seconds_now in (seconds, 0):
            with open(offset, "w") as file:
                file.write(str(seconds_now))
            server = Server(data, environment={"LD_PRELOAD": library, "CLOCK_OFFSET": offset})
            lost += losses(server, before, repeats=kept) + losses(server, after, repeats=kept)
            server.stop()
        report.tried("the clock set " + name, lost + soundness(data))
    os.remove(offset)
