# Runs a Python function against the Lambda Runtime API: asks for an invocation, calls the handler, gives its answer back.
# https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import sys

# a function's http.py is not ours
sys.path[:] = [folder for folder in sys.path if folder]

import http.client
import importlib
import json
import os
import time
import traceback

host, _, prefix = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
base = ("/" + prefix if prefix else "") + "/2018-06-01/runtime"


def call(method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(host)
    connection.request(method, base + path, body, headers or {})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response, content


def error_body(error):
    trace = traceback.format_exception(type(error), error, error.__traceback__)
    return json.dumps({"errorType": type(error).__name__, "errorMessage": str(error), "stackTrace": trace})


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers.get("Lambda-Runtime-Invoked-Function-Arn", "")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION", "")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "")
        self.log_group_name = ""
        self.log_stream_name = ""
        self.identity = None
        self.client_context = None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


def load():
    module, _, name = os.environ["_HANDLER"].rpartition(".")
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    return getattr(importlib.import_module(module.replace("/", ".")), name)


try:
    handler = load()
except Exception as failure:
    call("POST", "/init/error", error_body(failure), {"Lambda-Runtime-Function-Error-Type": type(failure).__name__})
    sys.exit(1)

while True:
    response, event = call("GET", "/invocation/next")
    if response.status != 200:
        sys.exit(1)
    context = Context(response.headers)
    path = "/invocation/" + context.aws_request_id
    try:
        answer = json.dumps(handler(json.loads(event), context))
    except Exception as failure:
        traceback.print_exc()
        call("POST", path + "/error", error_body(failure), {"Lambda-Runtime-Function-Error-Type": type(failure).__name__})
    else:
        call("POST", path + "/response", answer.encode())
