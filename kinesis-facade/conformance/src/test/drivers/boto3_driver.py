"""Drives boto3 for the themes: commands as lines of JSON on standard input, answers as lines of JSON on standard output.

Usage: boto3_driver.py ENDPOINT SERVICE
"""

import base64
import json
import sys
import traceback

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, EventStreamError, ParamValidationError
import urllib3

urllib3.disable_warnings()
client = boto3.client(
    sys.argv[2],
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="conformance",
    aws_secret_access_key="conformance",
    verify=False,
    config=Config(retries={"total_max_attempts": 1}),
)


def to_client(value):
    """The neutral form as boto3 takes it: blobs are bytes; timestamps may stay text."""
    if isinstance(value, dict):
        return {k: base64.b64decode(v) if k == "Data" else to_client(v) for k, v in value.items()}
    if isinstance(value, list):
        return [to_client(item) for item in value]
    return value


def to_neutral(value):
    if isinstance(value, dict):
        return {k: to_neutral(v) for k, v in value.items() if k != "ResponseMetadata"}
    if isinstance(value, list):
        return [to_neutral(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def subscribe(request, wanted):
    events = []
    records = 0
    for event in client.subscribe_to_shard(**to_client(request))["EventStream"]:
        if "SubscribeToShardEvent" in event:
            events.append(to_neutral(event["SubscribeToShardEvent"]))
            records += len(events[-1]["Records"])
        if records >= wanted:
            break
    return events


def answer(command):
    operation = command["operation"]
    method = getattr(client, xform_name(operation), None)
    if method is None:
        return {"cannot": operation}
    try:
        if operation == "SubscribeToShard":
            return {"output": subscribe(command["request"], command["records"])}
        return {"output": to_neutral(method(**to_client(command["request"])))}
    except ParamValidationError as e:
        return {"cannot": str(e)}
    except (ClientError, EventStreamError) as e:
        error = e.response["Error"]
        return {"error": {"code": error["Code"], "raisedAs": type(e).__name__, "message": error.get("Message", "")}}
    except Exception:  # whatever it is, the theme shall show it
        return {"failed": traceback.format_exc()}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
