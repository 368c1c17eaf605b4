import { describe, expect, it } from 'vitest';
import { readSnapshotRequest } from './launch-arguments';

describe('readSnapshotRequest', () => {
  it('is null without --snapshot', () => {
    expect(readSnapshotRequest(['.', '--no-sandbox', '--set', 'run'])).toBeNull();
  });
  it('has defaults for everything but the file', () => {
    expect(readSnapshotRequest(['--snapshot', '/tmp/a.png'])).toEqual({ file: '/tmp/a.png', set: 'bank', modelId: null, layer: null, theme: null, page: 'cloud' });
  });
  it('reads every option in both spellings', () => {
    expect(readSnapshotRequest(['--snapshot=/tmp/a.PNG', '--set', 'run', '--model=elmo-medium', '--layer', '2', '--theme', 'light', '--page', 'first-run']))
      .toEqual({ file: '/tmp/a.PNG', set: 'run', modelId: 'elmo-medium', layer: 2, theme: 'light', page: 'first-run' });
  });
  it.each([
    [['--snapshot', 'a.jpg'], /\.png/],
    [['--snapshot'], /needs a value/],
    [['--snapshot', 'a.png', '--layer', '-1'], /needs a value|layer number/],
    [['--snapshot', 'a.png', '--layer', 'two'], /layer number/],
    [['--snapshot', 'a.png', '--theme', 'blue'], /dark or light/],
  ])('refuses %j', (args, message) => {
    expect(() => readSnapshotRequest(args)).toThrow(message);
  });
});
