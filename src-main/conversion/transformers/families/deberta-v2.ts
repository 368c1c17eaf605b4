import type { ConfigReader } from '../config-reader';
import type { BlockNames, Disentangled, TransformerSpec } from '../transformer-spec';

/** DeBERTa v2 and v3 (He et al. 2021, 2023): what a word is and how far it stands are compared apart. */
export function debertaSpec(config: ConfigReader): TransformerSpec {
  const { dim, nHeads } = config.heads('hidden_size', 'num_attention_heads');
  const maxTokens = config.size('max_position_embeddings', 512);
  const nTypes = config.size('type_vocab_size', 0, 0);
  refuseOtherParts(config, dim, dim / nHeads);
  const sides = comparedSides(config);
  const disentangled = disentangledOf(config, maxTokens, sides);
  return {
    kind: 'bert', architecture: 'deberta-v2', label: 'DeBERTa v2', prefixes: ['', 'deberta.'], dim, nHeads, maxTokens,
    vocabSize: config.size('vocab_size'), nBlocks: config.size('num_hidden_layers'), innerDim: config.size('intermediate_size'),
    activation: config.activation('hidden_act', 'gelu'), layerNormEps: config.epsilon('layer_norm_eps', 1e-7),
    isCausal: false, normPlace: 'after', linearLayout: 'out-in', finalNorm: null,
    attentionScale: () => 1 / Math.sqrt((dim / nHeads) * (1 + sides.size)),
    embeddings: {
      dim, words: 'embeddings.word_embeddings',
      positions: config.flag('position_biased_input', true) ? { name: 'embeddings.position_embeddings', nRows: maxTokens, offset: 0 } : null,
      types: nTypes === 0 ? null : { name: 'embeddings.token_type_embeddings', nRows: nTypes }, norm: 'embeddings.LayerNorm', projection: null,
    },
    ...(disentangled === null ? {} : { disentangled }),
    block: debertaBlock,
  };
}

function refuseOtherParts(config: ConfigReader, dim: number, headDim: number): void {
  if (config.size('conv_kernel_size', 0, 0) > 0) throw config.refused('conv_kernel_size is not 0: the convolution behind the first block cannot be converted');
  config.refuseUnless('embedding_size', dim, 'embeddings of another width than the blocks cannot be converted');
  config.refuseUnless('attention_head_size', headDim, 'heads that do not divide the width between them cannot be converted');
}

/** Content to position, and position to content. */
function comparedSides(config: ConfigReader): ReadonlySet<unknown> {
  const sides = config.entries('pos_att_type');
  const other = sides.find((side) => side !== 'c2p' && side !== 'p2c');
  if (other !== undefined) throw config.refused(`pos_att_type holds ${JSON.stringify(other)}, which is neither c2p nor p2c`);
  return new Set(sides);
}

function disentangledOf(config: ConfigReader, maxTokens: number, sides: ReadonlySet<unknown>): Disentangled | null {
  if (!config.flag('relative_attention', false) || sides.size === 0) return null;
  const [span, nBuckets] = [sizeOr(config, 'max_relative_positions', maxTokens), sizeOr(config, 'position_buckets', 0)];
  const norm = (config.text('norm_rel_ebd') ?? 'none').toLowerCase().trim();
  if (norm !== 'none' && norm !== 'layer_norm') throw config.refused(`norm_rel_ebd is ${JSON.stringify(norm)}, which is neither none nor layer_norm`);
  if (nBuckets === 1 || (nBuckets > 0 && span - 1 <= Math.floor(nBuckets / 2))) throw config.refused(`position_buckets ${nBuckets} does not fit max_relative_positions ${span}`);
  const isShared = config.flag('share_att_key', false);
  const map = (side: string, shared: string, own: string) =>
    (sides.has(side) ? (block: number): string => `encoder.layer.${block}.attention.self.${isShared ? shared : own}` : null);
  return {
    table: 'encoder.rel_embeddings', norm: norm === 'none' ? null : 'encoder.LayerNorm', nBuckets: nBuckets === 0 ? span : nBuckets,
    maxDistance: nBuckets === 0 ? null : span, key: map('c2p', 'key_proj', 'pos_key_proj'), query: map('p2c', 'query_proj', 'pos_query_proj'),
  };
}

/** Settings of which −1 says that there is none. */
function sizeOr(config: ConfigReader, key: string, none: number): number {
  const value = config.size(key, -1, -1);
  return value < 1 ? none : value;
}

function debertaBlock(index: number): BlockNames {
  const name = `encoder.layer.${index}`;
  return {
    attention: { query: `${name}.attention.self.query_proj`, key: `${name}.attention.self.key_proj`, value: `${name}.attention.self.value_proj` },
    attentionOutput: `${name}.attention.output.dense`, attentionNorm: `${name}.attention.output.LayerNorm`,
    inner: `${name}.intermediate.dense`, output: `${name}.output.dense`, outputNorm: `${name}.output.LayerNorm`,
  };
}
