import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AttachmentRef, StagedFile } from '../../../src/shared/contract/composer-contract';
import { samplePicture } from '../../../src/shared/sample-picture';
import { createManualClock } from '../../support/manual-clock';
import { OURS, type StartedDesk } from '../../support/start-desk';
import { A, openDeskFor, openStandIn, operatorOf, threadOf, untilStored } from './support/desk-harness';

const picture = new Uint8Array(Buffer.from(samplePicture.base64, 'base64'));
const pdf = new Uint8Array(Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n', 'latin1'));
const WHATSAPP = '+12025550101';

async function openPair(numbers: { phoneNumber: string; mms?: boolean }[] = [{ phoneNumber: OURS }]) {
  const standIn = await openStandIn([WHATSAPP], { numbers });
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: standIn.baseUrl, AI_RESPONSES_ENABLED: 'false' } });
  standIn.pointAt(desk.webhookUrl);
  return { desk, standIn };
}

async function stage(desk: StartedDesk, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<StagedFile> {
  return operatorOf(desk).handlers['attachment.add']({ name, bytes });
}
const refOf = ({ file, name }: StagedFile): AttachmentRef => ({ kind: 'file', file, name });

async function send(desk: StartedDesk, content: string, attachments: AttachmentRef[]): Promise<string> {
  const thread = threadOf(desk);
  const message_id = desk.sending.newId();
  await operatorOf(desk).handlers['message.send']({
    message_id,
    contact_id: thread._id,
    address: A,
    channel_id: thread.replyTo?.channel_id ?? null,
    content,
    draft_id: null,
    attachments,
  });
  return message_id;
}

// Bugs caught: a link that Twilio cannot fetch; a type made from the name; a file that is gone after sending.
test('a picture is put by, sent, fetched by Twilio from the console, and kept with the message', async () => {
  const { desk, standIn } = await openPair();
  await desk.text(A, 'Do you have a photo?');
  const staged = await stage(desk, 'photo.exe', picture);
  expect(staged).toMatchObject({ name: 'photo.exe', contentType: samplePicture.contentType, bytes: picture.length });
  expect(path.extname(staged.file)).toBe('.png');
  const id = await send(desk, 'Here it is', [refOf(staged), { kind: 'link', url: 'https://example.com/more.jpg' }]);
  await untilStored(desk, ({ messages }) => messages.some((one) => one._id === id && one.status === 'delivered'));
  const [taken] = standIn.messages.newestFirst();
  expect(taken?.media).toHaveLength(2);
  expect(taken?.media[0]).toMatchObject({ contentType: samplePicture.contentType });
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(taken?.media[0]?.bytes ?? new Uint8Array())).toBe(hash(picture));
  expect(taken?.media[1]).toMatchObject({ bytes: null, link: 'https://example.com/more.jpg' });
  const message = (await desk.documents()).messages.find((one) => one._id === id);
  expect(message?.media).toMatchObject([
    { index: 0, file: `${id}-0.png`, bytes: picture.length, name: 'photo.exe', problem: null },
    { index: 1, file: null, url: 'https://example.com/more.jpg', contentType: 'image/jpeg' },
  ]);
  expect(await readdir(path.join(desk.dataDir, 'media'))).toEqual([`${id}-0.png`]);
});

// Bugs caught: a link that anybody can guess, lengthen or turn to another file; one that never ends; a page served as such.
test('a file is given out under its own link only, for a while, as what it is', async () => {
  const clock = createManualClock(Date.now());
  const standIn = await openStandIn();
  const desk = await openDeskFor({ clock, env: { TWILIO_API_BASE_URL: standIn.baseUrl } });
  standIn.pointAt(desk.webhookUrl);
  await desk.text(A, 'Hello');
  const id = await send(desk, '', [refOf(await stage(desk, 'a.png', picture))]);
  await untilStored(desk, ({ messages }) =>
    messages.some((one) => one._id === id && one.metadata.twilioMessageSid !== undefined),
  );
  const link = standIn.messages.newestFirst()[0]?.media[0]?.link ?? '';
  const { pathname } = new URL(link);
  const [, , token = '', name = ''] = pathname.split('/');
  expect(token.length).toBeGreaterThan(43);
  const get = (at: string, init?: RequestInit) => fetch(desk.webhookUrl + at, init);
  const given = await get(pathname);
  expect(given.status).toBe(200);
  expect(Object.fromEntries(given.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-length': String(picture.length),
    'content-disposition': 'inline; filename="file.png"',
  });
  expect(Buffer.from(await given.arrayBuffer()).equals(picture)).toBe(true);
  const head = await get(pathname, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    String(picture.length),
    '',
  ]);
  await writeFile(path.join(desk.dataDir, 'media', `${id}-1.html`), '<script>alert(1)</script>');
  await writeFile(path.join(desk.dataDir, 'media', `${id}-1.png`), picture);
  const tampered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  for (const wrong of [
    `/media/${tampered}/${name}`,
    `/media/zzzzzzzz${token.slice(token.indexOf('.'))}/${name}`,
    `/media/${token}/${id}-1.png`,
    `/media/${token}/${id}-1.html`,
    `/media/${token}/..%2F..%2Fdesk.json`,
    `/media/${token}`,
    `/media/x/${name}`,
  ]) {
    expect([wrong, (await get(wrong)).status]).toEqual([wrong, 404]);
  }
  expect((await get(pathname, { method: 'POST' })).status).toBe(404);
  clock.advance(13 * 3_600_000);
  expect((await get(pathname)).status).toBe(404);
});

// Bug caught: a file that is refused by Twilio or lost on the way instead of in the composer.
test('what a channel cannot carry is refused before it is sent, with the reason', async () => {
  const { desk, standIn } = await openPair([{ phoneNumber: OURS }]);
  await desk.text(A, 'Hello');
  const big = new Uint8Array(600_000).fill(32);
  big.set(pdf);
  await expect(send(desk, 'x', [refOf(await stage(desk, 'big.pdf', big))])).rejects.toThrow(/big\.pdf.*500 kB/);
  const program = new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0]);
  await expect(send(desk, 'x', [refOf(await stage(desk, 'tool.png', program))])).rejects.toThrow(/not carried/);
  await expect(stage(desk, 'empty.txt', new Uint8Array())).rejects.toThrow(/empty/);
  await expect(send(desk, 'x', [{ kind: 'file', file: `s${'0'.repeat(24)}-0.png`, name: 'a.png' }])).rejects.toThrow(
    /not there any more/,
  );
  expect(standIn.messages.newestFirst()).toHaveLength(0);

  await desk.post('/api/webhooks/whatsapp', {
    ...{ MessageSid: `SM${'a'.repeat(32)}`, AccountSid: standIn.account.sid },
    ...{ From: `whatsapp:${A}`, To: `whatsapp:${WHATSAPP}`, Body: 'Hi', NumMedia: '0' },
  });
  const two = [refOf(await stage(desk, 'a.png', picture)), refOf(await stage(desk, 'b.png', picture))];
  await expect(send(desk, '', two)).rejects.toThrow(/one file in a message/);
  await expect(send(desk, 'Words', [refOf(await stage(desk, 'a.pdf', pdf))])).rejects.toThrow(/words/);
});

test('a number without MMS takes no files', async () => {
  const { desk } = await openPair([{ phoneNumber: OURS, mms: false }]);
  await desk.text(A, 'Hello');
  await expect(send(desk, 'x', [refOf(await stage(desk, 'a.png', picture))])).rejects.toThrow(/without MMS/);
});

// Bug caught: a message that is accepted and then waits for ever, since Twilio cannot fetch its file from anywhere.
test('without a public address a file is refused, and a link is not', async () => {
  // Not this machine's own name, so not taken for a Twilio that is here; refuses at once, and asks no name server.
  const desk = await openDeskFor({ env: { TWILIO_API_BASE_URL: 'http://0.0.0.0:9' } });
  await desk.text(A, 'Hello');
  const { filesProblem } = await operatorOf(desk).handlers['composer.senders']({ refresh: false });
  expect(filesProblem).toMatch(/no public address/);
  await expect(send(desk, '', [refOf(await stage(desk, 'a.png', picture))])).rejects.toThrow(/no public address/);
  const id = await send(desk, '', [{ kind: 'link', url: 'https://example.com/a.png' }]);
  expect((await desk.documents()).messages.some((one) => one._id === id)).toBe(true);
});

// Bug caught: files that are lost when a message is taken back, or that stay behind for ever.
test('files come back with a message that is taken back; what nobody sends is forgotten', async () => {
  const { desk } = await openPair();
  await desk.settings.put('holdSeconds', 30, 'operator');
  await desk.text(A, 'Hello');
  const staged = await stage(desk, 'a.png', picture);
  const id = await send(desk, 'Look', [refOf(staged)]);
  const { handlers } = operatorOf(desk);
  const job = { contact_id: threadOf(desk)._id, address: A, message_id: id };
  const { content, attachments } = await handlers['message.withdraw'](job);
  expect(content).toBe('Look');
  expect(attachments).toMatchObject([{ kind: 'file', name: 'a.png', contentType: 'image/png', bytes: picture.length }]);
  const [back] = attachments;
  const file = back?.kind === 'file' ? back.file : '';
  expect(existsSync(path.join(desk.dataDir, 'media', file))).toBe(true);
  const old = `s${'00000001'.padEnd(24, '0')}-0.png`;
  await writeFile(path.join(desk.dataDir, 'media', old), picture);
  await desk.sending.attachments.tidy();
  expect(await readdir(path.join(desk.dataDir, 'media'))).toEqual([file]);
  await handlers['attachment.remove']({ file });
  expect(await readdir(path.join(desk.dataDir, 'media'))).toEqual([]);
});
