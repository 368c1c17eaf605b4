import { convertElmo } from './convert-elmo';
import { convertForeignOnnx } from './foreign-onnx/convert-onnx';
import { makeModelFolder } from '../model-format/model-folder';
import type { CardText, UnmeasuredCard } from '../model-format/model-folder';
import type { Precision } from './onnx/weight-file';
import type { ConversionHooks } from './onnx/weight-progress';
import { recogniseSource } from './recognise-source';
import { convertUlmfit } from './ulmfit/convert-ulmfit';
import { convertTransformer } from './transformers/convert-transformer';
import { convertWordVectors } from './word-vectors/convert';

export interface ConversionOptions {
  /** Precision of the stored weights; `source`: nothing is rounded. The arithmetic is float32 in any case. */
  readonly precision: Precision | 'source';
  /** Where the files of a repository or a disk may not be longer: weights go on in further files. */
  readonly maxWeightBytes?: number;
  /** Static files: keep only the first (most frequent) word forms; null or nothing keeps all. */
  readonly nMaxWords?: number | null;
}

/**
 * Converts what lies at a path into a model folder: a transformer in the Hugging Face layout, ELMo (`options.json` and one `.hdf5`), ULMFiT (one or two `.pth` and `itos.pkl`), an ONNX graph
 * with hidden states among its outputs, or a file of static vectors. The result appears whole or not at all; an older `outDir` is replaced.
 * @returns the card as written, without its background. @throws Failure with the exact reason; nothing is left behind then.
 */
export async function convertModel(path: string, outDir: string, text: CardText, options: ConversionOptions, hooks: ConversionHooks = {}): Promise<UnmeasuredCard> {
  const source = await recogniseSource(path);
  const { precision, nMaxWords = null, maxWeightBytes } = options;
  return makeModelFolder(outDir, text, async (dir) => {
    switch (source.is) {
      case 'transformer': return convertTransformer(source.dir, dir, precision, hooks, maxWeightBytes);
      case 'elmo': return convertElmo(source, dir, precision === 'source' ? 'float32' : precision, hooks);
      case 'ulmfit': return convertUlmfit(source, dir, precision === 'source' ? 'float32' : precision, hooks);
      case 'onnx': return convertForeignOnnx(source, dir, hooks);
      case 'word-vectors': return convertWordVectors(source.file, dir, { nMaxWords, precision: precision === 'float16' ? 'float16' : 'source' }, hooks);
    }
  });
}
