import { describe, expect, it } from 'vitest';
import { keywordInContext, shortContext } from './concordance-text';
import { marked } from '../sets/set.testing';

const label = (text: string): string => { const { before, word, after } = shortContext(marked(text)); return `${before}[${word}]${after}`; };

describe('keyword in context', () => {
  it('cuts both sides to the length and keeps what stands right at the word', () => {
    expect(keywordInContext(marked('She moored the boat to the muddy |bank|, and waited.'), 10)).toEqual({ before: 'the muddy ', word: 'bank', after: ', and wait' });
  });

  it('writes line breaks as spaces', () => {
    expect(keywordInContext(marked('the far\n\t|bank|\nof the river'))).toEqual({ before: 'the far ', word: 'bank', after: ' of the river' });
  });
});

describe('short context', () => {
  it('takes whole words before the target', () => {
    expect(label('She moored the boat to the muddy |bank| and waited.')).toBe('to the muddy [bank]');
  });
  it('turns to what follows where little stands before', () => {
    expect(label('A |bank| of floodlights failed.')).toBe('A [bank] of floodlights');
    expect(label('|Bank| on it, they said.')).toBe('[Bank] on it');
  });
  it('takes characters where no spaces tell words apart, within the clause', () => {
    expect(label('昨天晚上，他给住在上海的妈妈|打|了一个很长的电话，然后睡了。')).toBe('在上海的妈妈[打]了一个很长');
    expect(label('春天来了，|花|开了。')).toBe('[花]开了');
  });
  it('ends at the comma of Arabic', () => {
    expect(label('في الصباح، شربنا من |عين| باردة، ثم مشينا.')).toBe('شربنا من [عين] باردة');
  });
  it('does not cross the end of a clause', () => {
    expect(label('In the end, the |bank|, closed on Monday, reopened.')).toBe('the [bank]');
    expect(label('It rained. |Bank| staff stayed.')).toBe('[Bank] staff stayed');
  });
});
