import { DIGEST_PARAMETER, SERVED_GRAPH_FILE, type ExportFacts, type RepositoryPlan } from './repository';
import { MLSERVER_RUNTIME } from './mlserver-runtime';

/** A folder that `mlserver start` serves: MODEL/model-settings.json, and the runtime that it names beside the graph. */
export function mlserverRepository(facts: ExportFacts): RepositoryPlan {
  const { id } = facts;
  return {
    graphFolder: id,
    besideFolder: `${id}/contexture`,
    texts: {
      [`${id}/model-settings.json`]: modelSettings(facts),
      [`${id}/runtime.py`]: MLSERVER_RUNTIME,
      // The runtime leaves the event loop free itself; a worker process would only carry every tensor to and fro.
      'settings.json': `${JSON.stringify({ parallel_workers: 0 }, null, 2)}\n`,
      'README.md': readme(facts),
    },
  };
}

function modelSettings({ id, graph, files, modelSha256, cardSha256 }: ExportFacts): string {
  return `${JSON.stringify({
    name: id,
    implementation: 'runtime.ContextureRuntime',
    platform: 'onnxruntime',
    inputs: graph.inputs,
    outputs: graph.outputs,
    parameters: {
      uri: `./${SERVED_GRAPH_FILE}`,
      extra: { metadata: { [DIGEST_PARAMETER]: modelSha256, contexture_card_sha256: cardSha256 }, files },
    },
  }, null, 2)}\n`;
}

const readme = ({ id, name, licence }: ExportFacts): string => `# ${name} for MLServer

Written by \`contexture serve-export\`. Licence of the model: ${licence}. The graph gathers and pools words itself, so that only the vectors that are asked for come back.

\`\`\`sh
pip install mlserver==1.7.1 onnxruntime numpy
MLSERVER_HOST=127.0.0.1 mlserver start .
\`\`\`

The second, in this folder, starts the server, on this machine alone, at port 8080 (\`MLSERVER_HTTP_PORT\` names another).
With \`onnxruntime-gpu\` in place of \`onnxruntime\` the model runs on the graphics card.
Then, where Contexture and the model are installed:

\`\`\`sh
contexture embed --model ${id} --server http://127.0.0.1:8080 --input sentences.csv --output vectors.npy
\`\`\`

Tokenizing stays where that command runs. \`${id}/contexture\` holds the model's card and tokenizer, for other programs. The server itself asks nobody who they are: put a proxy with TLS and a token
before it before others can reach it.
`;
