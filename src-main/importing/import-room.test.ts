import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireRoom } from './import-room';

const folder = mkdtempSync(path.join(tmpdir(), 'contexture-room-'));
mkdirSync(path.join(folder, 'model/onnx'), { recursive: true });
writeFileSync(path.join(folder, 'model/weights'), new Uint8Array(2_000_000));
writeFileSync(path.join(folder, 'model/onnx/more'), new Uint8Array(1_000_000));
writeFileSync(path.join(folder, 'vectors.gz'), new Uint8Array(1_000_000));
const room = (source: string, free: number): Promise<void> => requireRoom('Tiny', folder, path.join(folder, source), () => Promise.resolve(free));

describe('room for an import', () => {
  it('is asked for before the work begins, with all that lies in the folder', async () => {
    await expect(room('model', 2_900_000)).rejects.toMatchObject({ code: 'io', message: 'Tiny needs 3.0 MB. You have 2.9 MB free. Free some space and try again.' });
    await expect(room('model', 3_100_000)).resolves.toBeUndefined();
  });

  it('is three times that of a packed file', async () => {
    await expect(room('vectors.gz', 2_900_000)).rejects.toMatchObject({ code: 'io' });
    await expect(room('vectors.gz', 3_100_000)).resolves.toBeUndefined();
  });

  it('leaves what is not there to the import', async () => {
    await expect(room('nothing', 0)).resolves.toBeUndefined();
  });
});
