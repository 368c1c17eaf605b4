import { oneSide, type ModelCard } from '@contract/model-card';
import { hasPositionsAtLayer0, layerName } from './model-facts';

/** How a stage of a model's computation is drawn: what comes in, one reader or two that do not meet, or a block in which all pieces meet. */
export type StageShape = 'input' | 'one-way' | 'two-ways' | 'block';

/** One hidden state and what makes it. */
export interface Stage {
  readonly layer: number;
  readonly shape: StageShape;
  /** "characters" and "convolutions"; "attention" and "network" */
  readonly parts: readonly string[];
  readonly name: string;
}

type Built = Pick<ModelCard, 'kind' | 'architecture' | 'nLayers' | 'tokenizer' | 'recurrent'>;

/** The stages of a model from its input up; none for a model that looks its vectors up. */
export function stagesOf(model: Built): readonly Stage[] {
  if (model.nLayers === 1) return [];
  return Array.from({ length: model.nLayers }, (_, layer): Stage => ({
    layer, name: layerName(model, layer),
    ...(layer === 0 ? { shape: 'input', parts: inputParts(model) } : readerOf(model)),
  }));
}

function readerOf(model: Built): Pick<Stage, 'shape' | 'parts'> {
  const side = oneSide(model);
  if (model.kind === 'ulmfit' && side !== null) return { shape: 'one-way', parts: [`from the ${side}`] };
  return model.kind === 'elmo' || model.kind === 'ulmfit' ? { shape: 'two-ways', parts: ['from the left', 'from the right'] } : { shape: 'block', parts: ['attention', 'network'] };
}

const inputParts = (model: Built): readonly string[] =>
  model.kind === 'ulmfit'
    ? ['words']
    : model.kind === 'elmo'
      ? ['characters', 'convolutions']
      : hasPositionsAtLayer0(model)
        ? ['pieces', 'places']
        : ['pieces'];

/**
 * What happens at a stage, for somebody who has not read the papers. ELMo: Peters et al. 2018, 2.1 and 3.4 (two LSTMs that share no state, put side by
 * side; convolutions over characters). ULMFiT: Howard and Ruder 2018, 3 and 3.3 (one LSTM above another; the backward model is another model).
 * Transformers: Vaswani et al. 2017, 3.1 (attention, then a network of each place's own, each added to its input).
 */
export function stageText(model: Built, layer: number): string {
  if (model.kind === 'elmo') {
    return layer === 0
      ? 'The word’s characters go through convolutions. No sentence has been read: the vector is the same wherever the word stands.'
      : `One LSTM reads the sentence from the left, one from the right; layer ${layer} is both side by side. Each has read the word and its own side of it, ${layer === 1 ? 'once' : `on what the layer below made of it`}, and knows nothing of the other.`;
  }
  if (model.kind === 'ulmfit') return ulmfitText(model, layer);
  if (layer === 0) return `${hasPositionsAtLayer0(model) ? 'The word’s pieces are looked up, and where they stand is added' : 'The word’s pieces are looked up'}. No sentence has been read.`;
  const whom = model.kind === 'gpt' ? 'at those before it' : 'at every other';
  return `Every piece looks ${whom} (attention), then goes through a small network of its own; both are added to what it was. ${layer === 1 ? 'The context has come in for the first time.' : `This has happened ${layer} times.`}`;
}

function ulmfitText(model: Built, layer: number): string {
  const { reads, widths } = model.recurrent ?? { reads: 'forward', widths: [] };
  const wide = `${(widths[layer] ?? 0).toLocaleString('en')} numbers${reads === 'both' ? ' from each side' : ''}`;
  if (layer === 0) return `The word is looked up in a table: ${wide}. No sentence has been read: the vector is the same wherever the word stands.`;
  const who = { forward: 'An LSTM reads the sentence from the left', backward: 'An LSTM reads the sentence from the right', both: 'One LSTM reads the sentence from the left, another model’s from the right' }[reads];
  return `${who}, ${layer === 1 ? 'word by word' : 'on what the layer below made of it'}: ${wide}. ${reads === 'both' ? 'Each has read the word and its own side of it, and knows nothing of the other.' : `It has read the word and what stands ${reads === 'forward' ? 'before' : 'behind'} it.`}`;
}
