"""Runs the tests against every mutant of every policy, and says which test fails.

Prints a line for each mutant: its name and the test that killed it, the linter for one that never loads. A
mutant that no test kills must match an entry of Tests/mutation-survivors.json, and each entry must match a
survivor; exit status 1 otherwise. What killed a mutant last time is tried first (.build/mutation.json).
"""

import argparse
import collections
import concurrent.futures
import fnmatch
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import mutants

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = Path(os.environ.get("BUILT", ROOT / ".build/debug"))
SURVIVORS = ROOT / "Tests/mutation-survivors.json"
MEMORY = ROOT / ".build/mutation.json"
LINTER = "the linter"
STORY = "the story"  # a report that StoryTests compares line by line
FAILED = re.compile(r"✘ Test (.+?) (?:recorded an issue|failed)")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LISTED = "what .*ask"  # the tests that read a whole worklist
PATIENCE = 900  # seconds for one run of tests; a suite takes about ten


class Trial:
    """A configuration with one policy in it, which is changed from mutant to mutant."""

    def __init__(self, name, folder, programs):
        self.name, self.config, self.programs = name, folder / "config", programs
        folder.mkdir()
        shutil.copytree(ROOT / "config", self.config)
        for file in (self.config / "policies").iterdir():
            file.unlink()

    def killer(self, policy, clauses=(), before=None, changes_duty=False):
        """The name of a test that fails under this policy; None if all pass.

        First the stories of examples/simulations, which need no server and whose reports StoryTests compares
        likewise; then what killed it last time, for a duty the tests that read all that is asked, those named
        for its clause, and the rest.
        """
        file = self.config / "policies" / f"{self.name}.json"
        write(file, policy)
        story = differing_story(self.name, file, self.programs)
        if story:
            return story
        suite = f"(?i)EndToEndTests.{self.name}ClauseTests/.*"
        first = [re.escape(before)] if before else []
        first += [LISTED] if changes_duty else []
        first += ["|".join(clauses)] if clauses else []
        skipped = [word for done in first for word in ("--skip", f"{suite}({done})")]
        for only in [*(["--filter", f"{suite}({names})"] for names in first), ["--filter", suite, *skipped]]:
            failed = first_failure(only, self.config, self.programs)
            if failed:
                return failed
        return None


def differing_story(name, file, programs):
    """The first line of a story's report that is another under the policy in the file; None if none is."""
    for script in sorted((ROOT / "examples/simulations").glob(f"{name}*.json")):
        play = [programs / "parley", "policy", "simulate", file, script]
        report = subprocess.run(play, cwd=ROOT, capture_output=True, text=True).stdout.splitlines()
        expected = script.with_suffix(".expected.txt").read_text(encoding="utf-8").splitlines()
        if report != expected:
            lines = (line for line, said in zip(expected, report + [""] * len(expected)) if line != said)
            return f"{STORY} {script.stem}: {next(lines, 'it goes on').strip()}"
    return None


def write(file, policy):
    file.write_text(json.dumps(policy, indent=2, ensure_ascii=False), encoding="utf-8")


def refused(name, chosen, folder, programs):
    """Those of the mutants that the linter refuses; they never load, and need no test."""
    files = {}
    for number, mutant in enumerate(chosen):
        file = folder / f"{name}-{number}.json"
        write(file, mutant.policy)
        files[str(file)] = mutant
    check = subprocess.run([programs / "parley", "policy", "check", *files], capture_output=True, text=True)
    sound = {line.split(": ", 1)[0] for line in check.stdout.splitlines() if line.endswith(": no fault")}
    return {mutant.name for file, mutant in files.items() if file not in sound}


def first_failure(only, config, programs):
    """Runs the tests whose names match, until one fails; nothing that they started outlives this."""
    command = [programs / "parleyPackageTests.xctest", "--testing-library", "swift-testing",
               *only]
    environment = {**os.environ, "PARLEY_TESTED_CONFIG": str(config), "TMPDIR": str(config.parent)}
    run = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           start_new_session=True)
    watch = threading.Timer(PATIENCE, lambda: end_session(run.pid))
    watch.start()
    try:
        for line in run.stdout:
            match = FAILED.search(COLOUR.sub("", line.decode(errors="replace")))
            if match:
                return match.group(1).strip('"')
        if run.wait() != 0:
            raise RuntimeError(f"no test failed, and the run of tests ended with {run.returncode}: {only}")
        return None
    finally:
        watch.cancel()
        end_session(run.pid)
        run.stdout.close()
        run.wait()


def end_session(leader):
    """Ends every process of the session that a run of tests leads, its servers among them."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
                if int(stat.rsplit(")", 1)[1].split()[3]) == leader:
                    os.kill(int(entry.name), signal.SIGKILL)
            except (OSError, ValueError):
                pass


def copy_of_programs(folder):
    """Tests, service and what they read, so that a build meanwhile changes nothing here."""
    folder.mkdir()
    for built in BUILT.iterdir():
        if built.name in ("parley", "parleyPackageTests.xctest"):
            shutil.copy2(built, folder)
        elif built.suffix in (".resources", ".bundle"):
            shutil.copytree(built, folder / built.name)
    return folder


def try_all(name, policy, chosen, memory, jobs):
    """(mutant, killer) of each mutant, as they come."""
    with tempfile.TemporaryDirectory(prefix="parley-mutation-") as folder:
        programs = copy_of_programs(Path(folder) / "programs")
        free = [Trial(name, Path(folder) / str(job), programs) for job in range(jobs)]
        failed = free[0].killer(policy)
        if failed:
            sys.exit(f"{name}: unchanged, it fails already: {failed}")
        never = refused(name, chosen, Path(folder), programs)

        def try_one(mutant):
            if mutant.name in never:
                return mutant, LINTER
            trial = free.pop()
            try:
                before = memory.get(mutant.name) or LINTER
                known = None if before.startswith((LINTER, STORY)) else before
                return mutant, trial.killer(mutant.policy, mutant.clauses, known, mutant.changes_duty)
            finally:
                free.append(trial)

        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            runs = [pool.submit(try_one, mutant) for mutant in chosen]
            yield from (run.result() for run in concurrent.futures.as_completed(runs))


def reasons():
    """The entries for survivors: policy, mutant (both patterns) and reason."""
    return json.loads(SURVIVORS.read_text(encoding="utf-8"))["survivors"] if SURVIVORS.exists() else []


def is_for(entry, policy, mutant):
    # A name may hold brackets or the like, which are meant as they are; only a star is a pattern.
    pattern = ".*".join(map(re.escape, entry["mutant"].split("*")))
    return fnmatch.fnmatch(policy, entry["policy"]) and re.fullmatch(pattern, mutant.name) is not None


class Tally:
    """What came of the mutants so far."""

    def __init__(self):
        self.killers, self.unexplained, self.reasons = collections.Counter(), [], reasons()
        self.used = set()

    def add(self, policy, mutant, killer):
        """Counts one, and says the line for it."""
        if killer:
            by = [word for word in (LINTER, STORY) if killer.startswith(word)]
            self.killers[by[0] if by else "a test of the clauses"] += 1
            return f"killed    {policy} {mutant.name}\n            by {killer}"
        for place, entry in enumerate(self.reasons):
            if is_for(entry, policy, mutant):
                self.used.add(place)
                self.killers["nobody, with a reason"] += 1
                return f"survives  {policy} {mutant.name}\n            because {entry['reason']}"
        self.unexplained.append(f"{policy} {mutant.name}")
        return f"SURVIVES  {policy} {mutant.name}"

    def faults(self, tried_all):
        """What `make mutate` fails for."""
        yield from (f"survives without a reason: {name}" for name in self.unexplained)
        for place, entry in enumerate(self.reasons):
            if tried_all and place not in self.used:
                yield f"a reason for what does not survive: {entry['policy']} {entry['mutant']}"


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--policy", action="append", help="the policy's name; all if left out")
    parser.add_argument("--only", default="*", help="a pattern of mutants' names")
    parser.add_argument("--again", action="store_true", help="those alone that survived last time")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main():
    # What it started is ended when it is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    asked, tally, began = options(), Tally(), time.monotonic()
    shipped = sorted(path.stem for path in (ROOT / "config/policies").glob("*.json"))
    memory = json.loads(MEMORY.read_text(encoding="utf-8")) if MEMORY.exists() else {}
    for name in asked.policy or shipped:
        policy = json.loads((ROOT / "config/policies" / f"{name}.json").read_text(encoding="utf-8"))
        known = memory.setdefault(name, {})
        chosen = [mutant for mutant in mutants.mutants(policy) if fnmatch.fnmatch(mutant.name, asked.only)]
        if asked.again:
            chosen = [mutant for mutant in chosen if known.get(mutant.name) is None]
        for mutant, killer in try_all(name, policy, chosen, known, asked.jobs):
            known[mutant.name] = killer
            print(tally.add(name, mutant, killer), flush=True)
        MEMORY.write_text(json.dumps(memory, indent=1, ensure_ascii=False), encoding="utf-8")
    faults = list(tally.faults(not asked.policy and asked.only == "*" and not asked.again))
    print(*faults, sep="\n")
    killed = ", ".join(f"{count} by {killer}" for killer, count in tally.killers.items())
    print(f"{tally.killers.total() + len(tally.unexplained)} mutants, killed: {killed}; "
          f"{len(tally.unexplained)} without a reason; {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
