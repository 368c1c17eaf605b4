import { describe, expect, it } from 'vitest';
import { History, stepText } from './history';

const SLIDE = { name: 'layer', run: { kind: 'layer', withinMs: 1000 } } as const;

describe('a history', () => {
  it('goes back and forth, with the name of each step', () => {
    const two = new History<string>().recorded('a', { name: 'first' }, 0).recorded('b', { name: 'second' }, 10);
    expect(two.earlier).toMatchObject({ name: 'second', value: 'b' });
    const back = two.undone('c');
    expect([back.earlier, back.later]).toMatchObject([{ name: 'first', value: 'a' }, { name: 'second', value: 'c' }]);
    const start = back.undone('b');
    expect([start.earlier, start.later]).toMatchObject([null, { name: 'first', value: 'b' }]);
    const again = start.redone('a').redone('b');
    expect([again.earlier, again.later]).toMatchObject([{ name: 'second', value: 'b' }, null]);
  });

  it('has nothing to redo once another step is taken', () => {
    const back = new History<string>().recorded('a', { name: 'first' }, 0).undone('b');
    expect(back.recorded('a', { name: 'other' }, 5).later).toBeNull();
  });

  it('takes steps of one kind together while they follow each other closely', () => {
    const run = new History<number>().recorded(0, SLIDE, 0).recorded(1, SLIDE, 900).recorded(2, SLIDE, 1800);
    expect(run.earlier?.value).toBe(0);
    expect(run.undone(3).earlier).toBeNull();
    const paused = run.recorded(3, SLIDE, 3000);
    expect([paused.earlier?.value, paused.undone(4).earlier?.value]).toEqual([3, 0]);
    const between = run.recorded(3, { name: 'selection' }, 1810).recorded(4, SLIDE, 1820);
    expect(between.earlier?.value).toBe(4);
  });

  it('never joins a step to one that came back', () => {
    const again = new History<number>().recorded(0, SLIDE, 0).undone(1).redone(0).recorded(1, SLIDE, 10);
    expect([again.earlier?.value, again.undone(2).earlier?.value]).toEqual([1, 0]);
  });

  it('has no end', () => {
    let long = new History<number>();
    for (let n = 0; n < 3000; n++) long = long.recorded(n, { name: 'step' }, n);
    let nBack = 0;
    for (; long.earlier !== null; nBack++) long = long.undone(-1);
    expect(nBack).toBe(3000);
  });
});

it('says what is undone', () => {
  expect([stepText('Undo', { name: 'layer 5' }), stepText('Redo', null)]).toEqual(['Undo: layer 5', 'Redo']);
});
