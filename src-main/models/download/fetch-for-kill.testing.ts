import { ModelDownloads } from './downloads';

// A process for downloads.test.ts, which ends it in the middle: argv holds the folder and the mirror's address.
const [downloadsDir = '', endpoint = ''] = process.argv.slice(2);
await new ModelDownloads({ downloadsDir, env: { HF_ENDPOINT: endpoint }, nBytesBetweenSyncs: 100_000 }).fetch({ by: 'hub', name: 'org/name' });
process.stdout.write('fetched\n');
