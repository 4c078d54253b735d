import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createForm } from '../../../src/main/simulator/rest/rest-form';
import { passesTimeFilters, rfc2822 } from '../../../src/main/simulator/rest/rest-format';
import { metaPageOf, pageOf } from '../../../src/main/simulator/rest/rest-page';

const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ sid: `SM${index}` }));
const formOf = (query: string) => createForm(new URLSearchParams(query));

describe('pages', () => {
  // Bug caught: an entry that is left out or given twice where pages meet.
  it('give every entry once when their links are followed', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (count, size) => {
        const seen: string[] = [];
        let query: string | undefined = `PageSize=${size}&To=%2B1`;
        while (query !== undefined) {
          const page = pageOf(entries(count), ({ sid }) => sid, 'things', '/Things.json', formOf(query));
          seen.push(...(page.things as string[]));
          const next = page.next_page_uri as string | null;
          if (next !== null) expect(next).toContain('To=%2B1');
          query = next?.split('?')[1];
        }
        expect(seen).toEqual(entries(count).map(({ sid }) => sid));
      }),
    );
  });

  // Bug caught: links of the newer products that lead to the older ones' form, so that only the first page is read.
  it('of the newer products give their links in `meta`, as whole addresses', () => {
    const list = 'https://messaging.twilio.com/v1/Services';
    const page = (query: string) => metaPageOf(entries(3), ({ sid }) => sid, 'services', list, formOf(query));
    const first = page('PageSize=2') as { services: string[]; meta: Record<string, string | null> };
    expect(first).toMatchObject({ services: ['SM0', 'SM1'], meta: { key: 'services', previous_page_url: null } });
    expect(first.meta.next_page_url?.startsWith(`${list}?`)).toBe(true);
    const second = page(first.meta.next_page_url?.split('?')[1] ?? '');
    expect(second).toMatchObject({ services: ['SM2'], meta: { next_page_url: null } });
  });

  it('refuse a size or a token that cannot be', () => {
    const page = (query: string) => pageOf(entries(3), ({ sid }) => sid, 'things', '/Things.json', formOf(query));
    expect(() => page('PageSize=0')).toThrow('PageSize');
    expect(() => page('PageToken=PAnothing')).toThrow('PageToken');
    expect(page('PageSize=5000').page_size).toBe(1000);
  });
});

describe('filters of time', () => {
  const passes = (iso: string, filters: Record<string, string>) =>
    passesTimeFilters(Date.parse(iso), 'DateSent', new Map(Object.entries(filters)));

  // Bug caught: the last or first moment of a day left out, so that a catch-up misses messages.
  it.each([
    ['2026-11-22T00:00:00Z', { DateSent: '2026-11-22' }, true],
    ['2026-11-22T23:59:59Z', { DateSent: '2026-11-22' }, true],
    ['2026-11-23T00:00:00Z', { DateSent: '2026-11-22' }, false],
    ['2026-11-22T00:00:00Z', { 'DateSent>': '2026-11-22' }, true],
    ['2026-11-22T23:59:59Z', { 'DateSent<': '2026-11-22' }, true],
    ['2026-11-22T12:00:00Z', { 'DateSent>': '2026-11-22T12:00:00Z' }, true],
    ['2026-11-22T11:59:59Z', { 'DateSent>': '2026-11-22T12:00:00Z' }, false],
    ['2026-11-22T11:59:59Z', { 'DateSent>': 'whenever' }, true],
  ])('%s with %o: %s', (iso, filters, expected) => {
    expect(passes(iso, filters)).toBe(expected);
  });

  it('and times are written as Twilio writes them', () => {
    expect(rfc2822(Date.parse('2026-11-02T03:04:05Z'))).toBe('Mon, 02 Nov 2026 03:04:05 +0000');
  });
});
