import type { SentenceToEncode } from '../../runtime/encoder';
import { Tensor } from '../../runtime/onnxruntime';
import { lastBlockFeeds, spanFeeds, wantedRows } from '../../pooling/span-tensors';
import type { TransformerTokenizer } from './transformer-tokenizer';

/** Everything that a transformer's graph may ask for, of a batch; a graph takes of it what it names as inputs. Sentences are filled up to the longest, `[batch, time]`. */
export function transformerFeeds(batch: readonly SentenceToEncode[], { pieceTokenizer: { specialTokens, padId }, nSpecialTokens }: TransformerTokenizer): Readonly<Record<string, Tensor>> {
  const time = Math.max(...batch.map(({ sentence }) => sentence.ids.length)) + nSpecialTokens.before + nSpecialTokens.after;
  const dims = [batch.length, time];
  const ids = new BigInt64Array(batch.length * time).fill(BigInt(padId));
  const mask = new BigInt64Array(batch.length * time);
  for (const [b, { sentence }] of batch.entries()) {
    const row = [...specialTokens.before, ...sentence.ids, ...specialTokens.after];
    for (const [t, id] of row.entries()) ids[b * time + t] = BigInt(id);
    mask.fill(1n, b * time, b * time + row.length);
  }
  const read = wantedRows(batch, time, nSpecialTokens);
  return {
    input_ids: new Tensor('int64', ids, dims),
    attention_mask: new Tensor('int64', mask, dims),
    token_type_ids: new Tensor('int64', new BigInt64Array(batch.length * time), dims),
    // Exports of other tools may want the places told; padding follows the sentence, so that they are the same in every row.
    position_ids: new Tensor('int64', BigInt64Array.from({ length: batch.length * time }, (_, i) => BigInt(i % time)), dims),
    ...spanFeeds(read),
    ...lastBlockFeeds(read),
  };
}
