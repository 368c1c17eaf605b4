// The one door to onnxruntime (lint forbids every other). Since 1.30 its native library reports to its maker outside Windows, unless told not to before it
// loads: so the word is set first, and the package is required after it. An import would be hoisted above the word. On Windows the library writes to
// the system's own event tracing (ETW), which no word turns off; README says how.
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import type * as Onnxruntime from 'onnxruntime-node';
import { removeTelemetryTraces } from './telemetry-traces';

// A thread's environment is a copy that native code does not see.
if (!isMainThread) throw new Error('onnxruntime is loaded on the main thread of a process only.');
process.env['ORT_DISABLE_TELEMETRY'] = '1';

const fromHere = createRequire(import.meta.url);
export const { InferenceSession, Tensor, env, listSupportedBackends } = fromHere('onnxruntime-node') as typeof Onnxruntime;
export type InferenceSession = Onnxruntime.InferenceSession;
export type Tensor = Onnxruntime.Tensor;
/** Tensors by the names of a graph's inputs or outputs. */
export type NamedTensors = Onnxruntime.InferenceSession.OnnxValueMapType;

/** The package's entry file; its native libraries lie beside it. */
export const onnxruntimeEntry = fromHere.resolve('onnxruntime-node');

void removeTelemetryTraces();
