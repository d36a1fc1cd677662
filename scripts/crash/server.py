"""The program as its operator starts it, whole or under strace, on a folder of its own."""
import http.client
import json
import os
import shutil
import signal
import subprocess
import time

PARLEY = os.environ.get("PARLEY", ".build/debug/parley")


class Ended(Exception):
    """The program ended before it said where it is."""


class Server:
    def __init__(self, data, fault=None, arguments=(), environment=None, trace=None):
        """`fault` is what strace injects; `trace` the file in which it notes what it did."""
        self.data = data
        # Everything acknowledged is asked for again by one client, which would be counted as too often.
        words = [PARLEY, "serve", "--data", data, "--port", "0", "--demo", "--set", "http.requestsPerCredential=0",
                 *arguments]
        if fault:
            # -D: the program itself is our child, and strace its shadow. Counts are each thread's own. With a filter
            # strace stops where no signal can be delivered.
            quick = [] if "signal=" in fault else ["--seccomp-bpf"]
            words = ["strace", "-D", "-f", *quick, "-qqq", "-y", "-o", trace, "-e", "trace=" + fault.split(":")[0],
                     "-e", "inject=" + fault, *words]
        self.log = open(data + ".log", "ab")
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=self.log,
                                        env={**os.environ, **(environment or {})})
        line = self.process.stdout.readline()
        if not line:
            raise Ended(f"exit status {self.wait()}")
        started = json.loads(line)
        self.port = int(started["address"].rsplit(":", 1)[1])
        tokens = started["demonstrationTokens"]
        self.school = tokens["agency"]["croydon-st-hilda"]

    def call(self, method, path, body=None, key=None, token=None, timeout=30):
        """One request on a connection of its own; status and body, or None where no answer came."""
        fields = {"Authorization": "Bearer " + (token or self.school)}
        if body is not None:
            fields["Content-Type"] = "application/json"
            fields["Idempotency-Key"] = f'"{key}"'
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, fields)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    @property
    def runs(self):
        return self.process.poll() is None

    def kill(self):
        if self.runs:
            self.process.send_signal(signal.SIGKILL)
        return self.wait()

    def stop(self):
        if self.runs:
            self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self, seconds=60):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return "no end within %d s" % seconds
        finally:
            self.process.stdout.close()
            self.log.close()


def verify(data):
    """What `parley verify` says: its exit status and its words."""
    found = subprocess.run([PARLEY, "verify", "--data", data, "--projections"], capture_output=True, text=True)
    return found.returncode, (found.stdout + found.stderr).strip()


def copy(source, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("control.sock"))
    os.chmod(target, 0o700)


def pause(seconds):
    time.sleep(seconds)
