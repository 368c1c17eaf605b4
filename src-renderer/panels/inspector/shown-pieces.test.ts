import { expect, it } from 'vitest';
import { shownPieces } from './shown-pieces';

it('drops the marks of the model, joins continuations and finds the target', () => {
  const text = 'moored banks';
  const pieces = [
    { piece: '[CLS]', charStart: 0, charEnd: 0 }, { piece: 'moore', charStart: 0, charEnd: 5 }, { piece: '##d', charStart: 5, charEnd: 6 },
    { piece: 'bank', charStart: 7, charEnd: 11 }, { piece: '##s', charStart: 11, charEnd: 12 }, { piece: '[SEP]', charStart: 12, charEnd: 12 },
  ];
  expect(shownPieces(pieces, { charStart: 7, charEnd: 12 }, text, 'wordpiece')).toEqual([
    { text: 'moore', isContinuation: false, isTarget: false }, { text: 'd', isContinuation: true, isTarget: false },
    { text: 'bank', isContinuation: false, isTarget: true }, { text: 's', isContinuation: true, isTarget: true },
  ]);
});

it('shows what was written where the model spells bytes, and joins what belongs to one word', () => {
  const text = 'Über banks.';
  const pieces = [
    { piece: 'ÃľÐ', charStart: 0, charEnd: 1 }, { piece: 'ber', charStart: 1, charEnd: 4 }, { piece: 'Ġbank', charStart: 4, charEnd: 9 },
    { piece: 's', charStart: 9, charEnd: 10 }, { piece: '.', charStart: 10, charEnd: 11 },
  ];
  const shown = shownPieces(pieces, { charStart: 5, charEnd: 10 }, text, 'byte-level-bpe');
  expect(shown.map((piece) => `${piece.isContinuation ? '+' : ''}${piece.text}${piece.isTarget ? '*' : ''}`)).toEqual(['Ü', '+ber', 'bank*', '+s*', '.']);
  expect(shownPieces([{ piece: 'bank', charStart: 5, charEnd: 10 }], { charStart: 5, charEnd: 10 }, text, 'characters')).toEqual([{ text: 'bank', isContinuation: false, isTarget: true }]);
});
