# Requests with tensors as bytes, as NVIDIA's own client writes them, and an answer as it reads one:
# out/bench-venv-server/bin/python tools/golden/binary_tensors.py > src-main/inference/remote/golden/binary-tensors.json   (tritonclient 2.73.0)
import base64
import json

import numpy as np
from tritonclient.http import InferenceServerClient, InferInput, InferRequestedOutput, InferResult

ids = np.array([[101, 2924, 102], [101, -1, 2**40]], dtype=np.int64)
weights = np.array([[0.5], [1 / 3]], dtype=np.float32)
inputs = [InferInput("input_ids", ids.shape, "INT64"), InferInput("span_weights", weights.shape, "FP32")]
for tensor, values in zip(inputs, [ids, weights]):
    tensor.set_data_from_numpy(values, binary_data=True)
outputs = [InferRequestedOutput(name, binary_data=True) for name in ["span_vectors.0", "span_vectors.1"]]
body, n_json = InferenceServerClient.generate_request_body(inputs, outputs=outputs)

values = {"span_vectors.1": np.array([[1.5, -2.25]], dtype=np.float32), "span_vectors.0": np.array([[0.1, 3e8]], dtype=np.float32)}
header = json.dumps({"model_name": "m", "outputs": [
    {"name": name, "datatype": "FP32", "shape": [1, 2], "parameters": {"binary_data_size": 8}} for name in values]}).encode()
answer = header + b"".join(array.tobytes() for array in values.values())
read = InferResult.from_response_body(answer, header_length=len(header))
print(json.dumps({
    "ids": [[str(number) for number in row] for row in ids.tolist()], "weights": weights.tolist(),
    "request": {"nJsonBytes": n_json, "base64": base64.b64encode(body).decode()},
    "answer": {"nJsonBytes": len(header), "base64": base64.b64encode(answer).decode(), "read": {name: read.as_numpy(name).tolist() for name in sorted(values)}},
}, indent=1))
