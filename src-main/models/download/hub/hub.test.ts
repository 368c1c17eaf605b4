import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { CATALOGUE } from '../catalogue';
import { chooseFiles } from './choose-files';
import { hubOf, lookUp } from './hub';
import { readListing } from './hub-listing';
import { escapes, hubName, shortName } from '../names';
import { TestServer } from '../server.testing';
import { UndiciFetcher } from '../undici-fetcher';

const commit = '0123456789abcdef0123456789abcdef01234567';
const oid = 'a'.repeat(64);
const blob = 'b'.repeat(40);
const listing = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  sha: commit, gated: false, cardData: { license: 'apache-2.0' },
  siblings: [
    { rfilename: 'config.json', size: 570, blobId: blob },
    { rfilename: 'model.safetensors', size: 440_449_768, blobId: 'c'.repeat(40), lfs: { size: 440_449_768, sha256: oid, pointerSize: 134 } },
  ],
  ...more,
});
const read = (value: unknown): ReturnType<typeof readListing> => readListing(JSON.stringify(value), 'org/name', 'the hub');
const sibling = (rfilename: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => listing({ siblings: [{ rfilename, size: 1, blobId: blob, ...more }] });

describe('the listing of a model', () => {
  it('gives commit, sizes, digests and licence', () => {
    expect(read(listing())).toEqual({
      commit, licence: 'apache-2.0', isGated: false,
      files: [
        { name: 'config.json', nBytes: 570, digest: { algorithm: 'git-sha1', hex: blob } },
        { name: 'model.safetensors', nBytes: 440_449_768, digest: { algorithm: 'sha256', hex: oid } },
      ],
    });
  });

  it('finds the licence wherever the card keeps it', () => {
    expect(read(listing({ cardData: { license: ['mit', 'cc0-1.0'] } })).licence).toBe('mit, cc0-1.0');
    expect(read(listing({ cardData: { license: 'other', license_name: 'llama2' } })).licence).toBe('llama2');
    expect(read(listing({ cardData: null, tags: ['bert', 'license:mit'] })).licence).toBe('mit');
    expect(read(listing({ cardData: undefined })).licence).toBeNull();
  });

  it.each(['auto', 'manual', true])('knows a gated model: %s', (gated) => { expect(read(listing({ gated })).isGated).toBe(true); });

  it.each([
    '../../x', '..', 'a/../b', '/etc/passwd', 'C:\\x', 'c:x', 'a\\b', 'a//b', './a', '', 'a\u0000b', 'a\nb', 'x'.repeat(600), 7, null,
  ])('is refused for a file named %j', (name) => { expect(() => read(sibling(name))).toThrow(/leads out of its folder/); });

  it.each([{ size: -1 }, { size: 1.5 }, { size: '12' }, { size: 1e300 }, { size: null }, { lfs: { sha256: oid, size: 1e15 } }])('is refused for a size like %j', (more) => {
    expect(() => read(sibling('config.json', more))).toThrow(/size of config\.json/);
  });

  it.each([null, [], 'text', {}, { sha: commit }, { sha: 'main', siblings: [] }, { sha: commit, siblings: {} }, { sha: commit, siblings: [null] }, { sha: `${commit}/..`, siblings: [] }])('is refused when it is %j', (value) => {
    expect(() => read(value)).toThrow(Failure);
  });

  it('is refused when it is no JSON, when files share a name, or when there are too many', () => {
    expect(() => readListing('<html>', 'org/name', 'the hub')).toThrow(/not a JSON object/);
    const twice = [{ rfilename: 'config.json', size: 1 }, { rfilename: 'Config.json', size: 1 }];
    expect(() => read(listing({ siblings: twice }))).toThrow(/the same name/);
    expect(() => read(listing({ siblings: Array.from({ length: 20_001 }, (_, i) => ({ rfilename: `f${i}`, size: 1 })) }))).toThrow(/too many/);
  });

  it('never takes the blob id of a pointer for a digest of the content', () => {
    const [file] = read(sibling('model.safetensors', { lfs: { size: 5, sha256: 'damaged' } })).files;
    expect(file).toEqual({ name: 'model.safetensors', nBytes: 5, digest: null });
  });
});

describe('the choice of files', () => {
  const choose = (...names: readonly string[]): readonly string[] => chooseFiles(names.map((name) => ({ name, nBytes: 10, digest: null })), 'org/name').map(({ name }) => name);

  it('takes safetensors before pickles, and nothing that an import does not read', () => {
    expect(choose(
      '.gitattributes', 'README.md', 'LICENSE', 'config.json', 'flax_model.msgpack', 'model.safetensors', 'pytorch_model.bin', 'tf_model.h5', 'onnx/model.onnx',
      'tokenizer.json', 'tokenizer_config.json', 'vocab.txt', 'training_args.bin', 'run.py', '1_Pooling/config.json', 'modules.json', 'openvino/config.json',
    )).toEqual(['README.md', 'LICENSE', 'config.json', 'tokenizer.json', 'tokenizer_config.json', 'vocab.txt', '1_Pooling/config.json', 'modules.json', 'model.safetensors']);
  });

  it('takes all shards with their index, and a pickle where there is nothing else', () => {
    expect(choose('config.json', 'model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors', 'model.safetensors.index.json', 'pytorch_model.bin'))
      .toEqual(['config.json', 'model.safetensors.index.json', 'model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors']);
    expect(choose('config.json', 'vocab.json', 'merges.txt', 'pytorch_model.bin')).toEqual(['config.json', 'vocab.json', 'merges.txt', 'pytorch_model.bin']);
    for (const pieces of ['sentencepiece.bpe.model', 'spm.model', 'spiece.model', 'tokenizer.model']) {
      expect(choose('config.json', pieces, 'pytorch_model.bin')).toEqual(['config.json', pieces, 'pytorch_model.bin']);
      expect(choose('config.json', pieces, 'tokenizer.json', 'pytorch_model.bin')).not.toContain(pieces);
    }
  });

  it('says what is missing', () => {
    expect(() => choose('model.safetensors')).toThrow(/no config\.json/);
    expect(() => choose('config.json', 'tf_model.h5')).toThrow(/neither model\.safetensors nor pytorch_model\.bin, only tf_model\.h5/);
    expect(() => choose('config.json')).toThrow(/neither/);
    expect(() => chooseFiles([{ name: 'config.json', nBytes: 2e9, digest: null }], 'org/name')).toThrow(/absurd size/);
  });
});

describe('a name', () => {
  it('of the hub is checked before anything is asked', () => {
    for (const name of ['google-bert/bert-base-uncased', 'a/b', 'org/name.v1_2-x']) expect(hubName(name)).toBe(name);
    for (const name of ['bert', 'a/b/c', '../x', 'a/..', 'a/b--c', 'a/-b', 'a/b.', 'a/b.git', 'a /b', 'a/b?x=1', 'a/b#c', 'a/%2e%2e', `a/${'b'.repeat(97)}`, 'é/b', '']) expect(() => hubName(name)).toThrow(/is not a name of the hub/);
  });

  it('gives a short one that the library takes', () => {
    expect(shortName('google-bert/BERT-base_Uncased.v2')).toBe('bert-base_uncased.v2');
    expect(shortName('org/_x')).toBe('x');
    expect(shortName(`org/${'n'.repeat(96)}`)).toHaveLength(80);
    for (const { id } of CATALOGUE) expect(id).toMatch(/^[a-z0-9][a-z0-9._-]{0,79}$/);
  });

  it('of a file may not lead elsewhere', () => {
    for (const name of ['config.json', '1_Pooling/config.json', 'a b.txt', '.gitattributes']) expect(escapes(name)).toBe(false);
  });
});

describe('the hub of the environment', () => {
  it('is the public one, or a mirror by https or on this machine', () => {
    expect(hubOf({})).toEqual({ endpoint: 'https://huggingface.co', host: 'huggingface.co', bearer: null });
    expect(hubOf({ HF_ENDPOINT: 'https://mirror.example/hub/', HF_TOKEN: 'hf_x' })).toEqual({
      endpoint: 'https://mirror.example/hub',
      host: 'mirror.example',
      bearer: { origin: 'https://mirror.example', token: 'hf_x' },
    });
    expect(hubOf({ HF_ENDPOINT: 'http://localhost:8080' }).endpoint).toBe('http://localhost:8080');
  });

  it.each([{ HF_ENDPOINT: 'http://mirror.example' }, { HF_ENDPOINT: 'ftp://mirror.example' }, { HF_ENDPOINT: 'mirror' }, { HF_TOKEN: 'two\nlines' }])(
    'is refused as %j, without repeating a token',
    (env) => {
      expect(() => hubOf(env)).toThrow(Failure);
      expect(() => hubOf(env)).not.toThrow(/two/);
    },
  );
});

describe('a look-up', () => {
  const servers: TestServer[] = [];
  afterEach(async () => { await Promise.all(servers.splice(0).map((server) => server.close())); });

  const ask = async (handler: Parameters<typeof TestServer.start>[0], token?: string): Promise<{ server: TestServer; answer: Promise<unknown> }> => {
    const server = await TestServer.start(handler);
    servers.push(server);
    const hub = hubOf({ HF_ENDPOINT: server.url, ...(token === undefined ? {} : { HF_TOKEN: token }) });
    return { server, answer: lookUp('org/name', hub, new UndiciFetcher({}), { stallTimeoutMs: 20_000, nAttempts: 2, backOffMs: 5, nMaxWaitMs: 20 }, new AbortController().signal) };
  };

  it('asks for one revision with its blobs, with the token where there is one', async () => {
    const { server, answer } = await ask((_, response) => { response.end(JSON.stringify(listing())); }, 'hf_token');
    await expect(answer).resolves.toMatchObject({ commit });
    expect(server.asked.map(({ url }) => url)).toEqual(['/api/models/org/name/revision/main?blobs=true']);
    expect(server.asked[0]?.headers.authorization).toBe('Bearer hf_token');
  });

  it('keeps the token from another server that the hub redirects to', async () => {
    const other = await TestServer.start((_, response) => { response.end(JSON.stringify(listing())); });
    servers.push(other);
    const { answer } = await ask((_, response) => { response.writeHead(307, { location: `${other.url}/moved` }).end(); }, 'hf_token');
    await answer;
    expect(other.asked[0]?.headers.authorization).toBeUndefined();
  });

  it.each([
    [401, {}, undefined, 'not-found', /Check the name; for a private one set HF_TOKEN/],
    [401, { 'x-error-code': 'RepoNotFound' }, 'hf_token', 'not-found', /HF_TOKEN may read it/],
    [403, { 'x-error-code': 'GatedRepo' }, undefined, 'io', /is gated on .* set HF_TOKEN/],
    [401, { 'x-error-code': 'GatedRepo' }, 'hf_token', 'io', /Accept its terms there with the account of HF_TOKEN/],
    [404, { 'x-error-code': 'RepoNotFound' }, undefined, 'not-found', /has no model “org\/name”/],
    [404, {}, undefined, 'not-found', /does not have “org\/name”/],
  ])('explains %d with %j and token %s', async (status, headers, token, code, message) => {
    const { answer } = await ask((_, response) => { response.writeHead(status, headers).end(); }, token);
    await expect(answer).rejects.toThrow(message);
    await expect(answer).rejects.toMatchObject({ code });
  });

  it('stops reading an answer of absurd size, announced or not', async () => {
    const announced = await ask((_, response) => { response.writeHead(200, { 'content-length': 9e9 }).write('{'); });
    await expect(announced.answer).rejects.toMatchObject({ code: 'too-large' });
    let nSent = 0;
    const endless = await ask((_, response) => {
      const more = (): void => {
        nSent += 1_000_000;
        if (!response.destroyed && nSent < 200_000_000) response.write(' '.repeat(1_000_000), () => setImmediate(more));
      };
      more();
    });
    await expect(endless.answer).rejects.toMatchObject({ code: 'too-large' });
    expect(nSent).toBeLessThan(200_000_000);
  });

  it('tries again after a fault of the hub, and gives up after some', async () => {
    const { server, answer } = await ask((_, response) => { response.writeHead(500).end(); });
    await expect(answer).rejects.toThrow(/has a fault of its own \(500\)/);
    expect(server.asked).toHaveLength(2);
  });
});

describe('the catalogue', () => {
  it('names each entry once, with a file for each address, all by https', () => {
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
    for (const { from, nBytes, host, isStatic, vectors } of CATALOGUE) {
      expect(nBytes).toBeGreaterThan(1e6);
      expect(isStatic).toBe(vectors !== undefined);
      if (from.by === 'hub') expect(hubName(from.name)).toBe(from.name);
      else for (const { url, name } of from.files) {
        expect(new URL(url)).toMatchObject({ protocol: 'https:', host });
        expect(escapes(name)).toBe(false);
      }
    }
  });

  it('has a published digest for all static vectors, and none for ELMo', () => {
    const digests = CATALOGUE.flatMap(({ from, isStatic }) => (from.by === 'files' ? from.files.map(({ digest }) => [isStatic, digest?.algorithm ?? null]) : []));
    expect(new Set(digests.map((pair) => pair.join()))).toEqual(new Set(['true,md5', 'false,']));
  });
});
