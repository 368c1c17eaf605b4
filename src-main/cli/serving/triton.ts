import { DIGEST_PARAMETER, type ExportFacts, type RepositoryPlan } from './repository';
import type { ServedTensor } from './served-graph';

/** A model repository of Triton (its `docs/user_guide/model_repository.md`): MODEL/config.pbtxt, MODEL/1/model.onnx and the weights that it names. */
export function tritonRepository(facts: ExportFacts): RepositoryPlan {
  return {
    graphFolder: `${facts.id}/1`,
    // Triton passes over folders of a model that are no number.
    besideFolder: `${facts.id}/contexture`,
    texts: { [`${facts.id}/config.pbtxt`]: tritonConfig(facts), 'README.md': readme(facts) },
  };
}

/** The text form of Triton's ModelConfig (triton-inference-server/common, protobuf/model_config.proto). */
export function tritonConfig({ id, graph, modelSha256, cardSha256 }: ExportFacts): string {
  return `# Written by Contexture.
name: ${quoted(id)}
backend: "onnxruntime"

# A request is a batch already. Triton may not join two of them (max_batch_size over 0, dynamic_batching): span_rows counts the rows of
# all sentences of its own request, so that behind another request's sentences it would read these.
max_batch_size: 0

${graph.inputs.map((one) => tensor('input', one)).join('')}${graph.outputs.map((one) => tensor('output', one)).join('')}
# Requests that are worked on at a time; on the GPU where there is one. More of them: a larger count.
instance_group [ { count: 1, kind: KIND_AUTO } ]

parameters { key: ${quoted(DIGEST_PARAMETER)}, value: { string_value: ${quoted(modelSha256)} } }
parameters { key: "contexture_card_sha256", value: { string_value: ${quoted(cardSha256)} } }
`;
}

const tensor = (field: 'input' | 'output', { name, datatype, shape }: ServedTensor): string =>
  `${field} [ { name: ${quoted(name)}, data_type: TYPE_${datatype}, dims: [ ${shape.join(', ')} ] } ]\n`;

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

const readme = ({ id, name, licence }: ExportFacts): string => `# ${name} for Triton

Written by \`contexture serve-export\`. Licence of the model: ${licence}. The graph gathers and pools words itself, so that only the vectors that are asked for come back.

\`\`\`sh
tritonserver --model-repository="$PWD" --http-address=127.0.0.1
contexture embed --model ${id} --server http://127.0.0.1:8000 --input sentences.csv --output vectors.npy
\`\`\`

The first, in this folder and where Triton with its onnxruntime backend is installed (or in its container, with this folder mounted), starts the server, on this machine alone.
The second embeds by it, where Contexture and the model are installed; tokenizing stays there.
\`${id}/contexture\` holds the model's card and tokenizer, for other programs. The server itself asks nobody who they are: put a proxy with TLS and a token before it
before others can reach it.
`;
