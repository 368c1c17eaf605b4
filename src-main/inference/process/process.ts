// Entry of the inference process (Electron's utilityProcess). Everything it does lies in InferenceService, which the CLI runs in plain Node.
import { constants, setPriority } from 'node:os';
import { tellProblem } from '@rpc/serve';
import { processParent } from '@rpc/transports/process-parent';
import { ModelLibrary } from '../../models/library';
import { answerOver } from './answering';
import { parseProcessOptions } from './process-options';
import { InferenceService } from './service';

// The window comes first: whoever works with it should not feel that ten thousand sentences run. Threads that onnxruntime starts later inherit this.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not every system lets a process lower its own priority; the work is the same.
}

const parent = processParent();
const { bundledModelsDir, userModelsDir, ...options } = parseProcessOptions(process.argv[2]);
answerOver(parent, new InferenceService(new ModelLibrary(bundledModelsDir, userModelsDir), options, (failure) => { tellProblem(parent, failure); }));
