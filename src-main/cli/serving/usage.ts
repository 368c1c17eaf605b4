/** `contexture serve-export --help`. */
export const SERVE_EXPORT_USAGE = `usage: contexture serve-export ID FOLDER --for triton|mlserver

Writes an installed transformer as a folder that a server of the Open Inference Protocol reads: the same graph and weights, card and tokenizer beside them, README.md with the
commands that start it. FOLDER must not be there; it is written whole or not at all. Other kinds of models are refused.

  --for triton     ID/config.pbtxt and ID/1/model.onnx, for NVIDIA Triton
  --for mlserver   ID/model-settings.json and ID/runtime.py, for MLServer 1.7 with onnxruntime
`;
