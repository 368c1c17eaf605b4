import { checkCharacterMap } from './check-character-map';
import { JsonNode, shown } from './json-node';
import { modelTypeOf, stepsOf } from './tokenizer-kind';

/** More texts than one are never made of one character. */
const MAX_GROWTH = 1_000;

/**
 * What the library takes and then ends the process on, or what would differ from run to run, is refused beforehand.
 * @throws Failure('model') naming the key.
 */
export function checkTokenizer(root: JsonNode): void {
  const model = root.at('model');
  checkModel(model, modelTypeOf(root) === 'BPE');
  checkNormalizers(stepsOf(root.at('normalizer'), 'normalizers'));
  for (const step of stepsOf(root.at('pre_tokenizer'), 'pretokenizers')) {
    if (step.at('length').value === 0) throw step.at('length').refuse('is 0');
  }
  for (const step of stepsOf(root.at('post_processor'), 'processors')) checkTemplate(step);
}

function checkModel(model: JsonNode, isBpe: boolean): void {
  const dropout = model.at('dropout');
  if (!dropout.isNull && dropout.value !== 0) throw dropout.refuse('is set, which makes other pieces every time');
  const unknown = model.at('unk_token');
  const vocab = model.at('vocab');
  // Without it the library fails at the first unknown word.
  if (!isBpe && !unknown.isNull && !Array.isArray(vocab.value) && !Object.hasOwn(vocab.object(), unknown.string()))
    throw unknown.refuse(`is ${shown(unknown.string())}, which is not in the vocabulary`);
  if (Array.isArray(vocab.value) && model.at('unk_id').isNull && model.at('byte_fallback').value !== true) throw model.at('unk_id').refuse('is missing');
  if (isBpe) checkMerges(model.at('merges').elements(), vocab.object(), model.at('continuing_subword_prefix'));
}

function checkMerges(merges: readonly JsonNode[], vocab: Readonly<Record<string, unknown>>, prefixNode: JsonNode): void {
  const prefix = prefixNode.isNull ? '' : prefixNode.string();
  for (const merge of merges) {
    const [first, second] = typeof merge.value === 'string' ? merge.value.split(' ') : merge.elements().map((part) => part.string());
    if (first === undefined || second === undefined) throw merge.refuse('is not a pair');
    if (!second.startsWith(prefix)) throw prefixNode.refuse(`is ${shown(prefix)}, which the merges do not have`);
    const merged = first + second.slice(prefix.length);
    if (!Object.hasOwn(vocab, merged)) throw merge.refuse(`makes ${shown(merged)}, which is not in the vocabulary`);
  }
}

function checkNormalizers(steps: readonly JsonNode[]): void {
  let growth = 1;
  for (const step of steps) {
    const [map, prefix, content] = [step.at('precompiled_charsmap'), step.at('prepend'), step.at('content')];
    if (step.at('type').value === 'Precompiled' || !map.isNull) checkCharacterMap(map);
    if (!prefix.isNull && prefix.string() === '') throw prefix.refuse('is empty');
    for (const added of [prefix, content]) if (!added.isNull) growth *= Math.max(1, added.string().length);
    if (growth > MAX_GROWTH) throw step.refuse(`makes texts more than ${MAX_GROWTH} times longer`);
  }
}

function checkTemplate(node: JsonNode): void {
  for (const key of ['single', 'pair']) {
    const parts = node.at(key);
    if (parts.isNull) continue;
    for (const part of parts.elements()) {
      const special = part.at('SpecialToken');
      if (special.isNull) continue;
      const ids = node.at('special_tokens').at(special.at('id').string()).at('ids').array();
      if (ids.length === 0) throw special.refuse('stands for nothing');
    }
  }
}
