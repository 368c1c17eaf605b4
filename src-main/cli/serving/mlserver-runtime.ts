/** `runtime.py` of an export for MLServer: tensors of the protocol in, tensors out. As text, so that it needs no file of its own in a package. */
export const MLSERVER_RUNTIME = `# Written by Contexture: runs the graph beside this file by onnxruntime.
import asyncio
import hashlib
from pathlib import Path

import onnxruntime
from mlserver import MLModel
from mlserver.codecs import NumpyCodec
from mlserver.errors import InferenceError
from mlserver.types import Parameters, InferenceRequest, InferenceResponse, MetadataModelResponse
from mlserver.utils import get_model_uri

PROVIDERS = ["CUDAExecutionProvider", "CPUExecutionProvider"]


def digest(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while part := opened.read(1 << 20):
            found.update(part)
    return found.hexdigest()


class ContextureRuntime(MLModel):
    async def load(self) -> bool:
        graph = Path(await get_model_uri(self._settings))
        extra = self._settings.parameters.extra
        for name, sha256 in extra["files"].items():
            if digest(graph.parent / name) != sha256:
                raise RuntimeError(f"{name} is not the file that was exported; export the model again")
        there = onnxruntime.get_available_providers()
        self._metadata = extra["metadata"]
        self._session = onnxruntime.InferenceSession(str(graph), providers=[name for name in PROVIDERS if name in there])
        return True

    async def metadata(self) -> MetadataModelResponse:
        found = await super().metadata()
        found.parameters = Parameters(**self._metadata)
        return found

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        feeds = {one.name: NumpyCodec.decode_input(one) for one in payload.inputs}
        wanted = [one.name for one in payload.outputs or []] or [one.name for one in self._session.get_outputs()]
        try:
            values = await asyncio.to_thread(self._session.run, wanted, feeds)
        except Exception as error:
            raise InferenceError(str(error)) from error
        outputs = [NumpyCodec.encode_output(name, value) for name, value in zip(wanted, values)]
        return InferenceResponse(id=payload.id, model_name=self.name, outputs=outputs)
`;
