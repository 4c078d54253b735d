import fc from 'fast-check';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { expect, test } from 'vitest';
import { ACCOUNT, newSid, OURS, TOKEN } from '../../support/start-desk';
import { A, openDeskFor } from './support/desk-harness';
import { ask, postSigned, signedHeaders } from './support/raw-request';

const SMS = '/api/webhooks/sms';
const base = () =>
  `MessageSid=${newSid()}&AccountSid=${ACCOUNT}&From=${encodeURIComponent(A)}&To=${encodeURIComponent(OURS)}`;

// Bug caught: checking against the local address although Twilio signed the public one (or the other way round, which
// would let anybody on this machine who knows no tunnel pass).
test('with PUBLIC_URL the signature is checked against it, and only against it', async () => {
  const desk = await openDeskFor({ env: { PUBLIC_URL: 'https://desk.example.org/team%20a/' } });
  const local = desk.webhookUrl;
  const known = 'https://desk.example.org/team%20a';
  const statuses = [];
  for (const signedFor of [known, local, 'https://desk.example.org', 'http://desk.example.org/team%20a', `${known}/`]) {
    statuses.push((await postSigned(local, SMS, `${base()}&Body=Hello`, signedFor)).status);
  }
  expect(statuses).toEqual([200, 403, 403, 403, 403]);
  // Twilio may or may not write the standard port into the address that it signs.
  const withPort = await postSigned(local, SMS, `${base()}&Body=Hello`, 'https://desk.example.org:443/team%20a');
  expect(withPort.status).toBe(200);
});

// Bug caught: a query that is dropped, re-ordered or re-encoded before the check.
test('a query string is part of what is signed, byte for byte', async () => {
  const desk = await openDeskFor();
  const queries = [
    '?',
    '?a=1&b=2',
    '?b=2&a=1',
    '?a=1&a=2',
    '?empty=&novalue',
    "?quote='&tilde=~&plus=a+b&percent=%2B%20%C3%A9",
    '?bodySHA256=abc',
    '?__proto__=x',
    '?a=%zz',
  ];
  for (const query of queries) {
    const good = await postSigned(desk.webhookUrl, SMS + query, `${base()}&Body=Hello`);
    expect([query, good.status]).toEqual([query, 200]);
    const body = `${base()}&Body=Hello`;
    const bad = await ask(desk.webhookUrl, {
      path: `${SMS}${query}&x=y`,
      body,
      headers: signedHeaders(desk.webhookUrl + SMS + query, body),
    });
    expect([query, bad.status]).toEqual([query, 403]);
  }
});

// Bug caught: a parser that trims, merges, drops or decodes differently from the one that the signature was made with,
// so that real messages are refused: a text with a space at its end, an empty Body of a picture, a "+" or "%".
test.each([
  ['an empty value', 'Body=', ''],
  ['no value at all', 'Body', ''],
  ['spaces at the ends', 'Body=++Hello+', '  Hello '],
  ['%20 for a space', 'Body=Hello%20there', 'Hello there'],
  ['a plus sign', 'Body=1%2B1%3D2', '1+1=2'],
  ['a percent sign', 'Body=100%25', '100%'],
  ['a percent sign that is not encoded', 'Body=100%', '100%'],
  ['a percent sign before letters', 'Body=100%zz', '100%zz'],
  ['line breaks', 'Body=a%0D%0Ab%0Ac', 'a\r\nb\nc'],
  ['non-ASCII', 'Body=caf%C3%A9+%E2%82%AC+%F0%9F%98%80', 'café € 😀'],
  ['non-ASCII that is not encoded', 'Body=café', 'café'],
  ['a nul', 'Body=a%00b', 'a\u0000b'],
  ['an equals sign', 'Body=a=b', 'a=b'],
  ['an ampersand', 'Body=a%26b', 'a&b'],
  ['a semicolon', 'Body=a;b', 'a;b'],
  ['an empty field', '&&Body=x&', 'x'],
  ['an empty name', '=y&Body=x', 'x'],
  ['a name of its own', 'Body=x&__proto__=1&constructor=2&toString=3', 'x'],
  ['names that differ in case', 'body=y&Body=x&BODY=z', 'x'],
  ['a field twice with the same value', 'Body=x&Other=1&Other=1', 'x'],
  ['a field twice with other values', 'Body=x&Other=2&Other=1', 'x'],
])('%s is signed and kept as it was sent', async (_name, sent, kept) => {
  const desk = await openDeskFor();
  const answer = await postSigned(desk.webhookUrl, SMS, `${base()}&${sent}`);
  expect(answer.status).toBe(200);
  const [message] = (await desk.documents()).messages;
  expect(message?.content).toBe(kept);
});

// Bug caught: duplicate fields signed in another way than Twilio does (unique and sorted), so that they are refused.
test('duplicate fields are signed as Twilio signs them: unique and in order', async () => {
  const desk = await openDeskFor();
  const body = `${base()}&Body=x&Other=2&Other=1&Other=2`;
  const plain = Object.fromEntries(new URLSearchParams(body));
  const url = desk.webhookUrl + SMS;
  const signature = getExpectedTwilioSignature(TOKEN, url, { ...plain, Other: ['1', '2'] });
  const headers = { ...signedHeaders(url, body), 'x-twilio-signature': signature };
  expect((await ask(desk.webhookUrl, { path: SMS, body, headers })).status).toBe(200);
});

// Bug caught: any text at all that is refused, changed or cut on its way from the form to the store and back from disk.
test('whatever a customer writes is kept to the letter, also over a restart', async () => {
  const desk = await openDeskFor({ env: { AI_RESPONSES_ENABLED: 'false' } });
  const wellFormed = fc.string({ unit: 'binary', maxLength: 300 });
  const encode = fc.constantFrom(
    (text: string) => encodeURIComponent(text),
    (text: string) => new URLSearchParams({ x: text }).toString().slice(2),
    (text: string) => Buffer.from(text).reduce((all, byte) => `${all}%${byte.toString(16).padStart(2, '0')}`, ''),
  );
  const written = new Map<string, string>();
  await fc.assert(
    fc.asyncProperty(wellFormed, encode, async (text, encoded) => {
      const form = base();
      const answer = await postSigned(desk.webhookUrl, SMS, `${form}&Body=${encoded(text)}`);
      expect(answer.status).toBe(200);
      written.set(new URLSearchParams(form).get('MessageSid') ?? '', text);
    }),
    { numRuns: 100 },
  );
  const stored = (messages: readonly { metadata: { twilioMessageSid?: string }; content: string }[]) =>
    new Map(messages.map((one) => [one.metadata.twilioMessageSid ?? '', one.content]));
  expect(stored((await desk.documents()).messages)).toEqual(written);
  const again = await desk.restart();
  expect(stored((await again.documents()).messages)).toEqual(written);
  await again.close();
});
