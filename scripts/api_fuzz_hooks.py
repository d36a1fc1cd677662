"""What schemathesis is told about this API: names of things that exist, for some of the requests."""

import functools
import json
import os
import zlib

import schemathesis
from schemathesis.core.deserialization import deserialize_yaml
from schemathesis.core.media_types import YAML_MEDIA_TYPES

EXISTING = json.loads(os.environ.get("EXISTING", "{}"))


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Half of the requests go to what exists, so that more is asked than what is missing.

    Which half follows from the names themselves: the same case must ask the same thing again.
    """
    for name, existing in EXISTING.items():
        if path_parameters and name in path_parameters:
            if zlib.crc32(repr(path_parameters[name]).encode("utf-8", "surrogatepass")) % 2:
                path_parameters[name] = existing
    keep_credentials(path_parameters)
    return path_parameters


def keep_credentials(path_parameters):
    """The tool learns names from answers, and an administrator would revoke the credential that it runs
    under: all that follows would be 401, and tell nothing. So of the demonstration's own credentials none
    is rotated or revoked, but the spare one in its place."""
    if path_parameters and str(path_parameters.get("credential", "")).startswith("demo-"):
        path_parameters["credential"] = EXISTING["credential"]


@functools.lru_cache(maxsize=4)
def parsed_yaml(content):
    return deserialize_yaml(content.decode())


@schemathesis.deserializer(*YAML_MEDIA_TYPES)
def read_yaml(context, response):
    """The description of the API is the same half megabyte each time it is asked for, and takes seconds to
    parse: it is parsed once for each content it has."""
    return parsed_yaml(response.content)
