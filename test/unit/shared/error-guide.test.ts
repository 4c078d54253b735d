import { describe, expect, it } from 'vitest';
import { toTrouble } from '../../../src/main/connect/trouble';
import { TwilioRefusal } from '../../../src/main/twilio/client';
import { errorNumberIn, errorPage, explainError } from '../../../src/shared/error-guide';

/** Every number that Twilio's documentation names for messages, WhatsApp, webhooks, trials and calls, and whether sending again helps. */
const known: readonly (readonly [retry: 'no' | 'later' | 'fix', codes: readonly number[]])[] = [
  // Account and access
  ['fix', [10002, 20003, 20005, 20006, 20008, 30002]],
  ['no', [20404]],
  ['later', [20429, 20500, 20503]],
  // Destination
  ['fix', [21211, 21266, 21408, 21608, 21612, 30007, 30019]],
  ['no', [21604, 21610, 21614, 30004, 30005, 30006, 30009]],
  ['later', [30003, 30008, 30017, 30018, 30036, 30450]],
  // Sender
  ['fix', [21212, 21601, 21603, 21606, 21607, 21659, 21660, 21703, 21704, 21705, 30032, 30033, 30034, 30035]],
  ['later', [21611, 30001, 30022, 30023, 30024, 30025, 30026, 30027]],
  // Content
  ['fix', [21602, 21609, 21617, 21620, 21621, 21623, 21654, 21655, 21656, 21658, 30011]],
  // WhatsApp and other channels
  ['fix', [63001, 63005, 63006, 63007, 63013, 63015, 63016, 63019, 63021, 63024, 63027, 63028, 63031, 63034]],
  ['fix', [63040, 63041, 63042, 63051]],
  ['later', [63012, 63018, 63038]],
  ['no', [63003, 63014, 63032, 63033]],
  // Webhooks
  ['fix', [11200, 11205, 11217]],
  ['no', [12100, 12300, 14107]],
  // Trials
  ['fix', [572002, 572005, 572006, 573002, 573005]],
  // Calls
  ['fix', [21205, 21210, 21215, 21217, 21219, 11100, 13214, 13227]],
  ['no', [21214, 21216, 21220, 13224, 13225]],
];
const all = known.flatMap(([retry, codes]) => codes.map((code) => [code, retry] as const));
const general = explainError(null);

describe('explainError', () => {
  // Bug caught: an error that operators meet, told as "Twilio reported a problem", or with a Retry that cannot help.
  it.each(all)('%i has words of its own, and says whether sending again helps', (code, retry) => {
    const advice = explainError(code);
    expect(advice.retry).toBe(retry);
    expect(advice.meaning).not.toBe(general.meaning);
    expect(advice.remedy).not.toBe(general.remedy);
  });

  it.each([
    [21610, 'unsubscribed'],
    [30003, 'switched off'],
    [30007, 'filtered'],
    [63016, '24 hours'],
    [20003, 'account SID and auth token'],
    [20429, 'too many requests'],
  ])('%i: %s', (code, words) => {
    expect(explainError(code).meaning).toContain(words);
  });

  // Bug caught: another story for each of the numbers with which Twilio refuses one and the same mistake.
  it('says the same of every sender that cannot text', () => {
    const [first, ...others] = [21659, 21606, 21601, 21660, 63007].map(explainError);
    expect(first?.meaning).toContain('does not carry texts from this sender');
    expect(first?.remedy).toMatch(/the customer wrote to.*call the customer/);
    for (const other of others) expect(other).toEqual(first);
  });

  // Bug caught: somebody sent away to Twilio's Console for what the console does itself.
  it.each([21608, 21210])('%i leads to where a number is verified here', (code) => {
    expect(explainError(code).remedy).toContain('Settings, Numbers and senders');
  });

  it('has a sentence for a number it does not know, and for none', () => {
    for (const code of [99_999, null, -1, Number.NaN]) {
      expect(explainError(code)).toMatchObject({ meaning: 'Twilio reported a problem.', retry: 'later' });
    }
  });

  it('names the page that Twilio has of each', () => {
    expect(errorPage(30007)).toBe('https://www.twilio.com/docs/api/errors/30007');
  });

  // Bug caught: a refusal without the way to Twilio's page, since its number is told in other words than are looked for.
  it('finds the number again in what is told of a refusal', () => {
    const { detail } = toTrouble(new TwilioRefusal('Not verified', 400, 21608));
    expect(errorNumberIn(detail ?? '')).toBe(21608);
    expect(errorNumberIn('HTTP 404: 21608')).toBeNull();
  });

  it('speaks in whole sentences, and never of sending again where that cannot help', () => {
    for (const [code, retry] of all) {
      const { meaning, remedy } = explainError(code);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^$|^[A-Z].*\.$/);
      if (retry === 'no') expect(remedy).not.toMatch(/\b(again later|Try again)\b/i);
    }
  });
});
