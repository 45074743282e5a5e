import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compile, matchScams, MAX_CHARACTERS } from '../../../src/models/scam/match.ts';
import { normalise } from '../../../src/models/scam/normalise.ts';
import { sentences } from '../../../src/models/scam/sentences.ts';
import { HELD_OUT, ORDINARY } from '../../fixtures/ordinary-messages.ts';
import { guards, scamPatterns } from '../../fixtures/scams.ts';

const matcher = compile(scamPatterns, guards);
const idsIn = (text: string) => matchScams(text, matcher).matches.map((m) => m.pattern);

describe('every pattern', () => {
  it.each(scamPatterns.map((p) => [p.id, p.example] as const))('%s matches the wording of its own report', (id, example) => {
    expect(idsIn(example)).toContain(id);
  });

  it.each(scamPatterns.map((p) => [p.id, p.example] as const))(
    '%s is found inside a longer chat, and only there',
    (id, example) => {
      const before = '你好，在吗？\n今天发货了吗。\n';
      const after = '\n好的，谢谢。';
      const match = matchScams(before + example + after, matcher).matches.find((m) => m.pattern === id);
      expect(match).toBeDefined();
      for (const place of match?.places ?? []) {
        expect(place.start).toBeGreaterThanOrEqual(before.length);
        expect(place.end).toBeLessThanOrEqual(before.length + example.length);
      }
    },
  );
});

describe('ordinary messages', () => {
  it('are a table of at least forty', () => expect(ORDINARY.length).toBeGreaterThanOrEqual(40));
  it.each(ORDINARY)('%s: %s', (_kind, text) => expect(idsIn(text)).toEqual([]));
  it.each(HELD_OUT)('held out: %s', (text) => expect(idsIn(text)).toEqual([]));
  it('stay quiet together in one long chat', () => {
    const patterns = idsIn(ORDINARY.map(([, text]) => text).join('\n'));
    expect(patterns).toEqual([]);
  });
});

describe('disguises', () => {
  const plain = '有内部渠道，扣分和违规记录都能消掉。';
  it.each([
    ['spaces', '有 内 部 渠 道 ， 扣 分 和 违 规 记 录 都 能 消 掉'],
    ['marks between the characters', '有·内_部~渠★道，扣|分和违*规记录都能消.掉'],
    ['zero-width characters', [...plain].join('\u200b')],
    ['traditional characters', '有內部渠道，扣分和違規記錄都能消掉。'],
    ['full-width letters and digits', '对您的店铺进行清退扣除４８分处理！请扫码，逾期３０分钟'],
    ['a letter o for a zero', '请扫码，逾期3o分钟，将清退扣48分'],
  ])('%s do not hide a known sentence', (_name, text) => expect(idsIn(text).length).toBeGreaterThan(0));
});

describe('guards', () => {
  it('advice before the words silences them, the bare offer does not', () => {
    expect(idsIn('凡是说内部渠道能消除违规的，都不要信。')).toEqual([]);
    expect(idsIn('我有内部渠道，能消除违规。')).toContain('internal-channel');
  });
  it('a guard word does not reach into the next sentence', () => {
    expect(idsIn('请勿相信骗子。我有内部渠道，能消除违规。')).toContain('internal-channel');
  });
});

describe('the matcher', () => {
  const words = fc.constantFrom(
    ...scamPatterns.flatMap((p) => p.match.flatMap((c) => c.all.flat())),
    ...guards.words,
    '。',
    '\n',
    '，',
    '的',
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(words, { maxLength: 80 }).map((w) => w.join('')),
  );

  it('never throws, and every place lies inside the text and in order', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = matchScams(text, matcher);
        expect(result.read + result.unread).toBe(text.length);
        for (const match of result.matches) {
          let last = -1;
          for (const place of match.places) {
            expect(place.start).toBeGreaterThan(last);
            expect(place.end).toBeGreaterThan(place.start);
            expect(place.end).toBeLessThanOrEqual(text.length);
            last = place.start;
          }
          expect(match.places.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same answer to the same text after any other text', () => {
    fc.assert(
      fc.property(anything, anything, (text, other) => {
        const first = matchScams(text, matcher);
        matchScams(other, matcher);
        expect(matchScams(text, matcher)).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });

  it('finds what it found when harmless lines are put before it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scamPatterns), fc.nat(200), (pattern, lines) => {
        expect(idsIn('好的。\n'.repeat(lines) + pattern.example)).toContain(pattern.id);
      }),
      { numRuns: 60 },
    );
  });

  it('reads a hundred thousand characters of the worst kind and says what it left unread', () => {
    const worst = '保证金扫码清退扣48分逾期客服'.repeat(8_000);
    const result = matchScams(worst, matcher);
    expect(result.read).toBe(MAX_CHARACTERS);
    expect(result.unread).toBe(worst.length - MAX_CHARACTERS);
    for (const match of result.matches) expect(match.places.length).toBeLessThanOrEqual(50);
  });

  it('does not cut a character in two at the limit', () => {
    const result = matchScams('a'.repeat(MAX_CHARACTERS - 1) + '😀', matcher);
    expect(result.read).toBe(MAX_CHARACTERS - 1);
  });
});

describe('normalise', () => {
  it('maps every kept character back to where it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const n = normalise(text);
        expect(n.start.length).toBe(n.text.length);
        for (let i = 0; i < n.text.length; i += 1) {
          expect(n.end[i]).toBeGreaterThan(n.start[i] ?? Infinity);
          expect(n.start[i]).toBeGreaterThanOrEqual(n.start[i - 1] ?? 0);
          expect(n.end[i]).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
  it('is idempotent on what it kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 60 }), (text) => {
        const once = normalise(text).text;
        expect(normalise(once).text).toBe(once);
      }),
    );
  });
});

describe('sentences', () => {
  it.each([
    ['一句。两句！三句？', ['一句。', '两句！', '三句？']],
    ['“真的？”他说。\n\n好', ['“真的？”', '他说。', '好']],
    ['   \n。。。', []],
    ['没有句号', ['没有句号']],
  ])('%s', (text, expected) => expect(sentences(text).map((s) => text.slice(s.start, s.end))).toEqual(expected));
});
