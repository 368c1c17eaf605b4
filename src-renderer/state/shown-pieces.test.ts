import { expect, it } from 'vitest';
import { shownPieces } from './shown-pieces';

it('drops the marks of the model, joins continuations and finds the target', () => {
  const text = 'moored banks';
  const pieces = [
    { piece: '[CLS]', charStart: 0, charEnd: 0 }, { piece: 'moore', charStart: 0, charEnd: 5 }, { piece: '##d', charStart: 5, charEnd: 6 },
    { piece: 'bank', charStart: 7, charEnd: 11 }, { piece: '##s', charStart: 11, charEnd: 12 }, { piece: '[SEP]', charStart: 12, charEnd: 12 },
  ];
  expect(shownPieces(pieces, { charStart: 7, charEnd: 12 }, text)).toEqual([
    { text: 'moore', isContinuation: false, isTarget: false }, { text: 'd', isContinuation: true, isTarget: false },
    { text: 'bank', isContinuation: false, isTarget: true }, { text: 's', isContinuation: true, isTarget: true },
  ]);
});
