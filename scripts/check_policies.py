"""Checks every policy and the schema itself: config/policies/*.json against config/policy.schema.json.

Prints each fault as FILE#POINTER: sentence, and exits 1 if there is one.
"""

import json
import sys
from pathlib import Path

import jsonschema

CONFIG = Path(__file__).resolve().parent.parent / "config"


def refuse_repeated(pairs):
    """A repeated member would hide a rule: the parser alone keeps the last one silently."""
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        repeated = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"repeated member: {', '.join(repeated)}")
    return members


def read(path):
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=refuse_repeated)


def faults(path, validator):
    try:
        policy = read(path)
    except ValueError as error:
        return [f"{path.name}#: {error}"]
    errors = sorted(validator.iter_errors(policy), key=lambda error: list(map(str, error.absolute_path)))
    return [
        f"{path.name}#/{'/'.join(str(part) for part in error.absolute_path)}: {error.message[:200]}"
        for error in errors
    ]


def main():
    schema = read(CONFIG / "policy.schema.json")
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    kind.check_schema(schema)
    policies = sorted((CONFIG / "policies").glob("*.json"))
    found = [fault for path in policies for fault in faults(path, kind(schema))]
    print("\n".join(found or [f"{len(policies)} policies fit their schema"]))
    return 1 if found or not policies else 0


sys.exit(main())
