import type { SavedData, SetFormat, VectorFormat } from '@contract/exports/data-export';

export type DataKind = 'vectors' | 'coordinates' | 'distances' | 'sentences';

/** Choices of the export popover where data leave, and what became of the last one. */
class ExportingData {
  kind = $state<DataKind>('vectors');
  vectorFormat = $state<VectorFormat>('npy');
  areAllLayers = $state(false);
  isSelectionOnly = $state(false);
  setFormat = $state<SetFormat>('jsonl');
  /** While something is being asked for or written; 0…1, null where the amount is unknown. */
  running = $state.raw<{ readonly fraction: number | null } | null>(null);
  /** What was saved last, and the sentences about it; null once something else is chosen. */
  saved = $state.raw<SavedData | null>(null);
  /** Paragraph for the methods of a paper of the view on screen; null until it is there. */
  methods = $state.raw<string | null>(null);
}

export const exportingData = new ExportingData();
