"""A demonstration server on a folder of its own, and people who call it."""
import json
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request


class Refused(Exception):
    """A step of a scene was refused."""


class Demonstration:
    """The program with a year of invented escalations, its clock standing still."""

    def __init__(self, clock, *arguments):
        self.folder = tempfile.mkdtemp(prefix="parley-pages-")
        log = open(os.path.join(self.folder, "log"), "ab")
        self.process = subprocess.Popen(
            [os.environ["PARLEY"], "serve", "--data", os.path.join(self.folder, "data"), "--port",
             os.environ.get("PORT", "0"), "--demo", "--clock", "manual=" + clock, *arguments],
            stdout=subprocess.PIPE, stderr=log)
        started = json.loads(self.process.stdout.readline())
        self.address = started["address"]
        self.tokens = started["demonstrationTokens"]

    def agency(self, name):
        return Person(self.address, self.tokens["agency"][name])

    def office(self, partnership, role="partnership"):
        return Person(self.address, self.tokens["partnership"][partnership][role])

    def end(self):
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


class Person:
    """Somebody with a credential."""

    keys = 0

    def __init__(self, address, token):
        self.address = address
        self.token = token

    def call(self, method, path, body=None, **fields):
        Person.keys += 1
        fields = {name.replace("_", "-"): value for name, value in fields.items()}
        fields["Authorization"] = "Bearer " + self.token
        if body is not None:
            fields["Content-Type"] = "application/json"
            fields["Idempotency-Key"] = f'"pages-{Person.keys}"'
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, fields, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), error.headers

    def read(self, path, media="application/json"):
        status, text, fields = self.call("GET", path, Accept=media)
        if status != 200:
            raise Refused(f"GET {path}: {status} {text}")
        return text, fields

    def json(self, path):
        return json.loads(self.read(path)[0])

    def page(self, path):
        return self.read(path, "text/html")[0]

    def change(self, path, body, method="POST", of=None):
        """Records, based on what stands at `of` now."""
        based = {"If_Match": self.read(of)[1]["ETag"]} if of else {}
        status, text, _ = self.call(method, path, body, **based)
        if status >= 300:
            raise Refused(f"{method} {path}: {status} {text}")
        return json.loads(text or "null")
