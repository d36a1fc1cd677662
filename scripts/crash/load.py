"""Writers, and what they were promised: the list that no crash may contradict."""
import json
import threading

from server import verify


class Promises:
    """Everything that was acknowledged, and everything that was sent and never answered."""

    def __init__(self):
        self.lock = threading.Lock()
        self.kept = []  # (path, body, key, receipt, text)
        self.unknown = []  # (path, body, key, text)
        self.refused = {}

    def note(self, path, body, key, text, answer):
        with self.lock:
            if answer is None:
                self.unknown.append((path, body, key, text))
            elif answer[0] == 201:
                self.kept.append((path, body, key, json.loads(answer[1]), text))
            else:
                self.refused[answer[0]] = self.refused.get(answer[0], 0) + 1
        return answer


def raising(name):
    text = f"Text {name}: the referral was closed and we still worry."
    body = {"policy": "croydon", "receiving": ["croydon-social-care"], "summary": text, "immediateRisk": "no",
            "externalReference": name, "children": [{"localReference": "ST-" + name[-8:]}]}
    return json.dumps(body), text


def talking(name):
    text = f"Talk {name}."
    return json.dumps({"medium": "phone", "summary": text, "by": {"name": "A. Teacher"}}), text


def write(server, promises, name, count, stop=None):
    """Raises and talks until it has done enough, or nobody answers any more."""
    for number in range(count):
        if stop is not None and stop.is_set():
            return
        one = f"{name}-{number}"
        body, text = raising(one)
        answer = promises.note("/v1/escalations", body, "r-" + one, text,
                               server.call("POST", "/v1/escalations", body, "r-" + one))
        if answer is None:
            return
        if answer[0] != 201:
            continue
        path = f"/v1/escalations/{json.loads(answer[1])['reference']}/discussions"
        body, text = talking(one)
        if promises.note(path, body, "t-" + one, text, server.call("POST", path, body, "t-" + one)) is None:
            return


def together(server, promises, name, writers, count, stop=None):
    """The threads of several writers at once, begun."""
    threads = [threading.Thread(target=write, args=(server, promises, f"{name}w{writer}", count, stop))
               for writer in range(writers)]
    for thread in threads:
        thread.start()
    return threads


def losses(server, promises, limit=400, repeats=True):
    """What the server no longer has of what was promised, each in a line; `repeats` asks for receipts again too."""
    lost = []
    records = {}
    for path, body, key, receipt, text in promises.kept[-limit:]:
        reference, number = receipt["reference"], receipt["event"]
        if reference not in records:
            records[reference] = server.call("GET", f"/v1/escalations/{reference}/record")
        record = records[reference]
        if record is None or record[0] != 200:
            lost.append(f"{reference} is lost ({record})")
            continue
        events = [event for event in json.loads(record[1])["events"] if event["number"] == number]
        if not events or text not in events[0].get("texts", {}).values():
            lost.append(f"event {number} of {reference} is not what was acknowledged")
        again = server.call("POST", path, body, key) if repeats else (200, json.dumps(receipt))
        if again is None or json.loads(again[1]) != receipt:
            lost.append(f"key {key} gets another receipt: {again}")
    for path, body, key, text in promises.unknown:
        again = server.call("POST", path, body, key)
        if again is None or again[0] != 201:
            lost.append(f"key {key}, never answered, cannot be sent again: {again}")
        elif path == "/v1/escalations":
            reference = json.loads(again[1])["reference"]
            twin = server.call("POST", path, body, key + "-twin")
            if twin is None or twin[0] != 409 or json.loads(twin[1]).get("reference") != reference:
                lost.append(f"key {key} was done twice: {twin}")
    return lost


def soundness(data):
    status, words = verify(data)
    return [] if status == 0 else ["verify: " + words]
