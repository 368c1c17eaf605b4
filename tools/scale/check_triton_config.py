"""Reads a config.pbtxt by the messages of Triton's own client, which refuse a field that Triton does not have, and prints what a server would see of it as JSON."""
import json
import sys

from google.protobuf import text_format
from tritonclient.grpc import model_config_pb2 as messages

with open(sys.argv[1], encoding="utf-8") as file:
    config = text_format.Parse(file.read(), messages.ModelConfig())
print(json.dumps({
    "name": config.name,
    "backend": config.backend,
    "maxBatchSize": config.max_batch_size,
    "isJoiningRequests": config.HasField("dynamic_batching"),
    "inputs": [[one.name, messages.DataType.Name(one.data_type), list(one.dims)] for one in config.input],
    "outputs": [[one.name, messages.DataType.Name(one.data_type), list(one.dims)] for one in config.output],
    "groups": [[messages.ModelInstanceGroup.Kind.Name(one.kind), one.count] for one in config.instance_group],
    "parameters": {key: value.string_value for key, value in config.parameters.items()},
}))
