import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, foldLine, toIcs, uidOf, type IcsEvent } from '../../../src/models/ics/ics.ts';

const STAMP = '2026-11-23T09:00:00+08:00';
const file = (events: IcsEvent[]) => toIcs({ name: '真单手册', product: 'notice-triage', stamp: STAMP, events });
const unfold = (text: string) => text.replace(/\r\n[ \t]/g, '').split('\r\n');

describe('calendar file', () => {
  it('writes a moment in UTC and a whole day as an exclusive range', () => {
    const lines = unfold(
      file([
        { key: 'a', title: '申诉截止', start: { at: '2026-11-23T06:30:00+08:00' }, alarms: [1440] },
        { key: 'b', title: '复查', start: { day: '2026-12-31' } },
      ]),
    );
    expect(lines).toContain('DTSTART:20261122T223000Z');
    expect(lines).toContain('TRIGGER:-PT1440M');
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231');
    expect(lines).toContain('DTEND;VALUE=DATE:20270101');
    expect(lines).toContain('DTSTAMP:20261123T010000Z');
  });

  it('escapes what RFC 5545 reserves and drops control characters', () => {
    expect(escapeText('一,二;三\\四\r\n五\u0000')).toBe('一\\,二\\;三\\\\四\\n五');
  });

  it('keeps the UID for the same entry and changes it with the date', () => {
    const event: IcsEvent = { key: 'deadline', title: '甲', start: { day: '2026-11-23' } };
    expect(uidOf('x', event)).toBe(uidOf('x', { ...event, title: '乙' }));
    expect(uidOf('x', event)).not.toBe(uidOf('x', { ...event, start: { day: '2026-11-24' } }));
  });

  it('refuses a day or moment that does not exist', () => {
    expect(() => file([{ key: 'a', title: 'x', start: { day: '2026-02-30' } }])).toThrow(RangeError);
    expect(() => file([{ key: 'a', title: 'x', start: { at: '2026-11-23T10:00:00' } }])).toThrow(RangeError);
  });

  it('refuses a URL that could break out of its line', () => {
    expect(file([{ key: 'a', title: 'x', url: 'https://a.example/\r\nX:1', start: { day: '2026-11-23' } }])).not.toContain('X:1');
  });

  it.each([
    ['a'.repeat(200), [75, 75, 52]],
    ['一'.repeat(60), [75, 73, 34]],
    ['a'.repeat(75), [75]],
  ])('folds %s at 75 octets, the blank of a continuation counted', (line, octets) => {
    expect(
      foldLine(line)
        .split('\r\n')
        .map((part) => new TextEncoder().encode(part).length),
    ).toEqual(octets);
  });

  it('never writes a physical line above 75 octets and loses nothing when unfolded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const line = text.replace(/[\r\n]/g, '');
        const folded = foldLine(line);
        expect(folded.replaceAll('\r\n ', '')).toBe(line);
        for (const part of folded.split('\r\n')) expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75);
      }),
    );
  });

  it('is made of whole components whatever the title says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (title) => {
        const lines = unfold(file([{ key: 'k', title, description: title, start: { day: '2026-11-23' } }]));
        expect(lines.filter((l) => /^(BEGIN|END):/.test(l))).toEqual([
          'BEGIN:VCALENDAR',
          'BEGIN:VEVENT',
          'END:VEVENT',
          'END:VCALENDAR',
        ]);
      }),
    );
  });
});
