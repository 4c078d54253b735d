import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog, type LogRecord } from '../../../src/main/app/log';
import { createFileSink, createTerminalSink } from '../../../src/main/app/log-sinks';
import { createRedactor } from '../../../src/main/app/redact';
import { createManualClock } from '../../support/manual-clock';

const TOKEN = '0123456789abcdef0123456789abcdef';

function setUp() {
  const written: LogRecord[] = [];
  const clock = createManualClock(Date.parse('2025-01-15T10:00:00.000Z'));
  const log = createLog({ clock, sinks: [{ write: (record) => written.push(record), flush: () => undefined }] });
  return { log, written, clock };
}

describe('redactor', () => {
  it.each([
    ['an auth token', `token ${TOKEN}.`, TOKEN],
    ['basic authorization', 'Authorization: Basic QUMxMjM6c2VjcmV0', 'QUMxMjM6c2VjcmV0'],
    ['a bearer', 'authorization: bearer abc.def-ghi_jkl', 'abc.def-ghi_jkl'],
    ['an OpenAI key', 'Incorrect API key provided: sk-proj-Abc123_def456ghi789', 'Abc123'],
    ['an ngrok token', 'authtoken 2abcDEFghiJKLmnoPQRstuVWxyz_5AbCdEfGhIjKlMnOpQrS bad', 'PQRstuVW'],
    ['a password in an address', 'postgres://desk:hunter22@db.example/desk', 'hunter22'],
    ['a named value', 'auth_token=correct-horse&x=1', 'correct-horse'],
    ['a value in JSON', '{"api_key": "correct-horse"}', 'correct-horse'],
  ])('hides %s', (_what, text, secret) => {
    expect(createRedactor().redact(text)).not.toContain(secret);
  });

  it.each([
    ['Created new SMS session: 65a000000000000000000001 for +15551234567'],
    ['Reusing existing session 65a000000000000000000001 (last message 60s ago)'],
    ['Time gap of 360s detected. Creating new session.'],
    ['AI response generated: "Hi there! 👋 How can I help you today?"…'],
    [`Message SM${TOKEN} of account AC${TOKEN}`],
    ['Webhook server: http://127.0.0.1:3000'],
    ['https://desk.example.com/api/webhooks/sms?x=1@2'],
  ])('leaves %s as it is', (text) => {
    expect(createRedactor().redact(text)).toBe(text);
  });

  it('hides what it was told of, also encoded, also with signs that mean something in patterns', () => {
    const redactor = createRedactor();
    redactor.hide('p$1.*[word]');
    const encoded = [encodeURIComponent('p$1.*[word]'), Buffer.from('p$1.*[word]').toString('base64')];
    expect(redactor.redact(`a p$1.*[word] b ${encoded.join(' c ')}`)).toBe('a [secret] b [secret] c [secret]');
  });
});

describe('log', () => {
  it('keeps the newest 2000 lines and tells of each, with the contact it is about', () => {
    const { log } = setUp();
    const heard: string[] = [];
    const end = log.onLine((line) => heard.push(line.text));
    for (let count = 1; count <= 4500; count += 1) log.info(`line ${count}`, { contact_id: 'c' });
    expect(log.recent(9999)).toHaveLength(2000);
    expect(log.recent(2).map((line) => line.text)).toEqual(['line 4499', 'line 4500']);
    expect(log.recent(1)[0]).toEqual({
      at: '2025-01-15T10:00:00.000Z',
      level: 'info',
      text: 'line 4500',
      contact_id: 'c',
    });
    end();
    log.info('unheard');
    expect(heard).toHaveLength(4500);
  });

  it('keeps what is for developers out of the activity log', () => {
    const { log, written } = setUp();
    log.debug('inner workings');
    log.warn('trouble', { detail: new Error('with its stack') });
    expect(log.recent(10).map((line) => line.text)).toEqual(['trouble']);
    expect(JSON.stringify(log.recent(10))).not.toContain('stack');
    expect(written[1]?.detail).toMatch(/Error: with its stack\n\s+at /);
  });

  it('hides secrets in lines, in activity and in the detail of errors', () => {
    const { log, written } = setUp();
    log.hide('correct horse');
    const error = Object.assign(new Error('refused correct horse'), {
      config: { auth: { password: 'correct horse' } },
    });
    log.error('failed with correct horse', { detail: error });
    expect(JSON.stringify([written, log.recent(10)])).not.toContain('correct horse');
  });

  it('gives a text from outside no line of its own and no hold on the terminal', () => {
    const { log } = setUp();
    log.info('AI response generated: "a\r\nerror: forged\u001b[2J\u0007\u2028b"');
    expect(log.recent(1)[0]?.text).toBe('AI response generated: "a error: forged [2J b"');
  });
});

describe('sinks', () => {
  it('write the file with the time and the detail, many lines at once, and at the end what is left', async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-log-'));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const clock = createManualClock(Date.parse('2025-01-15T10:00:00.000Z'));
    const log = createLog({ clock, sinks: [createFileSink({ clock, dataDir })] });
    const file = () => readFile(path.join(dataDir, 'logs', 'switchboard.log'), 'utf8');
    log.info('100% %s %c sure');
    log.debug('inner workings', { detail: { a: 1 } });
    await expect(file()).rejects.toThrow('ENOENT');
    clock.advance(100);
    const first =
      '2025-01-15T10:00:00.000Z info  100% %s %c sure\n2025-01-15T10:00:00.000Z debug inner workings\n    { a: 1 }\n';
    expect(await file()).toBe(first);
    log.error('at once');
    expect(await file()).toBe(`${first}2025-01-15T10:00:00.100Z error at once\n`);
    log.info('last');
    log.flush();
    expect(await file()).toMatch(/ info {2}last\n$/);
  });

  it('print plain sentences, and trouble apart from them', () => {
    const printed: string[] = [];
    const clock = createManualClock();
    const sink = createTerminalSink({
      clock,
      out: (text) => printed.push(`out ${text}`),
      err: (text) => printed.push(`err ${text}`),
    });
    const log = createLog({ clock, sinks: [sink] });
    log.info('Webhook server: http://127.0.0.1:3000');
    log.debug('inner workings');
    log.warn('The disk is full.');
    log.flush();
    expect(printed).toEqual(['out Webhook server: http://127.0.0.1:3000\n', 'err warn: The disk is full.\n']);
  });
});
