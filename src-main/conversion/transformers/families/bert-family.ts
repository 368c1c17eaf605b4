import type { ConfigReader } from '../config-reader';
import type { BlockNames, TransformerSpec } from '../transformer-spec';

/** BERT (Devlin et al. 2019): names of transformers' BertModel. */
export function bertSpec(config: ConfigReader): TransformerSpec {
  return bertLike(config, { architecture: 'bert', label: 'BERT', prefixes: ['', 'bert.'] });
}

/** ELECTRA (Clark et al. 2020), discriminator or generator: embeddings narrower than the blocks, and a linear map between them. */
export function electraSpec(config: ConfigReader): TransformerSpec {
  const spec = bertLike(config, { architecture: 'electra', label: 'ELECTRA', prefixes: ['', 'electra.', 'discriminator.', 'generator.'] });
  const dim = config.size('embedding_size', 128);
  return { ...spec, embeddings: { ...spec.embeddings, dim, projection: dim === spec.dim ? null : 'embeddings_project' } };
}

/** RoBERTa and XLM-R (Liu et al. 2019; Conneau et al. 2020): positions are counted from the padding id on, as in fairseq. */
export function robertaSpec(config: ConfigReader, architecture: string, label: string): TransformerSpec {
  return countedFromPadding(config, bertLike(config, { architecture, label, prefixes: ['', 'roberta.', `${architecture.replace('-', '_')}.`] }));
}

/** The first rows of the position table, up to the padding id's own, belong to no place. */
export function countedFromPadding(config: ConfigReader, spec: TransformerSpec): TransformerSpec {
  const nRows = spec.maxTokens;
  const offset = config.size('pad_token_id', 1, 0) + 1;
  if (nRows <= offset + 2) throw config.refused(`max_position_embeddings ${nRows} leaves no room after pad_token_id ${offset - 1}`);
  return { ...spec, maxTokens: nRows - offset, embeddings: { ...spec.embeddings, positions: { name: 'embeddings.position_embeddings', nRows, offset } } };
}

interface FamilyWays {
  /** Of a family whose config.json may leave `max_position_embeddings` out. */
  readonly usualPositions?: number;
  readonly hasTokenTypes: boolean;
}

export function bertLike(config: ConfigReader, about: Pick<TransformerSpec, 'architecture' | 'label' | 'prefixes'>, { usualPositions, hasTokenTypes }: FamilyWays = { hasTokenTypes: true }): TransformerSpec {
  if (config.flag('is_decoder', false)) throw config.refused('is_decoder is true: a decoder in BERT\'s form cannot be converted');
  const { dim, nHeads } = config.heads('hidden_size', 'num_attention_heads');
  const maxTokens = config.size('max_position_embeddings', usualPositions);
  return {
    ...about, kind: 'bert', dim, nHeads, maxTokens,
    vocabSize: config.size('vocab_size'), nBlocks: config.size('num_hidden_layers'), innerDim: config.size('intermediate_size'),
    activation: config.activation('hidden_act', 'gelu'), layerNormEps: config.epsilon('layer_norm_eps', 1e-12),
    isCausal: false, normPlace: 'after', linearLayout: 'out-in', finalNorm: null,
    attentionScale: () => 1 / Math.sqrt(dim / nHeads),
    embeddings: {
      dim, words: 'embeddings.word_embeddings', positions: { name: 'embeddings.position_embeddings', nRows: maxTokens, offset: 0 },
      types: hasTokenTypes ? { name: 'embeddings.token_type_embeddings', nRows: config.size('type_vocab_size', 2) } : null,
      norm: 'embeddings.LayerNorm', projection: null,
    },
    block: bertBlock,
  };
}

function bertBlock(index: number): BlockNames {
  const name = `encoder.layer.${index}`;
  return {
    attention: { query: `${name}.attention.self.query`, key: `${name}.attention.self.key`, value: `${name}.attention.self.value` },
    attentionOutput: `${name}.attention.output.dense`, attentionNorm: `${name}.attention.output.LayerNorm`,
    inner: `${name}.intermediate.dense`, output: `${name}.output.dense`, outputNorm: `${name}.output.LayerNorm`,
  };
}
