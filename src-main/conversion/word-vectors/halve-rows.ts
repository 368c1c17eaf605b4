import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { openRowStore } from '../../model-format/word-table/row-store';
import { RowWriter } from './row-writer';

/** Replaces `<name>.f32` by `<name>.f16`. @throws Failure `bad-input` for a number beyond half precision, `io` */
export async function halveRows(dir: string, name: string, dim: number): Promise<void> {
  const rows = openRowStore(dir, name, dim, 0);
  try {
    const writer = await RowWriter.create(join(dir, `${name}.f16`), dim, 'f16');
    try {
      for (let row = 0; row < rows.nRows; row++) {
        if (!writer.add(rows.rows(row, row + 1))) throw new Failure('bad-input', 'The file has a number beyond 65,504, too large for half precision; keep the precision of the source.');
        if (writer.isFull) await writer.flush();
      }
      await writer.flush();
    } finally {
      await writer.close();
    }
  } finally {
    rows.close();
  }
  await rm(join(dir, `${name}.f32`));
}
