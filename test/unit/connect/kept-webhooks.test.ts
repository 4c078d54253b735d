import { describe, expect, it } from 'vitest';
import { forgetWebhooks, keepWebhooks, keptWebhooks } from '../../../src/main/connect/kept-webhooks';
import { linesBetween } from '../../../src/main/connect/webhook-values';
import { createMemoryStore } from '../../support/memory-store';

const AT = '2026-01-01T00:00:00.000Z';
const old = { smsUrl: 'https://old.example', smsMethod: 'GET' };
const ours = (host: string) => ({ smsUrl: `https://${host}/api/webhooks/sms`, smsMethod: 'POST' });

describe('what webhooks were before', () => {
  // Bug caught: with the second tunnel address the first one is kept as “before”, and the owner's own is lost.
  it('stays what it was first, however often the address moves', () => {
    const store = createMemoryStore();
    store.apply(keepWebhooks(store.now, 'PN1', { found: old, ours: ours('a') }, AT));
    store.apply(keepWebhooks(store.now, 'PN1', { found: ours('a'), ours: ours('b') }, AT));
    expect(keptWebhooks(store.now)).toMatchObject({ PN1: { before: old, ours: ours('b') } });
    store.apply(forgetWebhooks(store.now, 'PN1', AT));
    expect(keptWebhooks(store.now)).toEqual({});
  });

  it('becomes what somebody else has set since', () => {
    const store = createMemoryStore();
    store.apply(keepWebhooks(store.now, 'PN1', { found: old, ours: ours('a') }, AT));
    const newer = { smsUrl: 'https://newer.example', smsMethod: 'POST' };
    store.apply(keepWebhooks(store.now, 'PN1', { found: newer, ours: ours('b') }, AT));
    expect(keptWebhooks(store.now).PN1?.before).toEqual(newer);
  });

  // Bug caught: after an update nothing that an earlier version kept can be put back.
  it('is read as an earlier version kept it, and grows by what that did not know', () => {
    const store = createMemoryStore();
    const value = [
      {
        phoneNumber: '+15005550006',
        sid: 'PN1',
        old: { smsUrl: 'https://old.example' },
        now: { smsUrl: 'https://a/sms' },
      },
    ];
    store.apply({ type: 'setting.set', key: 'webhooksBefore', value, by: 'tunnel', at: AT });
    expect(keptWebhooks(store.now).PN1).toEqual({
      before: { smsUrl: 'https://old.example' },
      ours: { smsUrl: 'https://a/sms' },
      at: AT,
    });
    const found = { smsUrl: 'https://a/sms', smsFallbackUrl: 'https://spare.example' };
    store.apply(
      keepWebhooks(store.now, 'PN1', { found, ours: { smsUrl: 'https://b/sms', smsFallbackUrl: 'https://b/sms' } }, AT),
    );
    expect(keptWebhooks(store.now).PN1?.before).toEqual({
      smsUrl: 'https://old.example',
      smsFallbackUrl: 'https://spare.example',
    });
  });

  it('is not taken from what nobody can read', () => {
    const store = createMemoryStore();
    store.apply({ type: 'setting.set', key: 'webhooksBefore', value: 'nonsense', by: 'x', at: AT });
    expect(keptWebhooks(store.now)).toEqual({});
  });
});

describe('the lines of what changes', () => {
  // Bug caught: a password in somebody's webhook address stands on the screen, or two addresses that differ in it count as one.
  it('show no password, and tell addresses apart that differ in nothing else', () => {
    const [line] = linesBetween('number', { smsUrl: 'https://u:one@x.example' }, { smsUrl: 'https://u:two@x.example' });
    expect(line).toMatchObject({ old: 'https://…@x.example', next: 'https://…@x.example' });
  });
});
