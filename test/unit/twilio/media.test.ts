import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/main/app/clock';
import { systemClock } from '../../../src/main/app/clock';
import { createMediaDownloads, type MediaOptions } from '../../../src/main/twilio/media';
import { createMediaHosts } from '../../../src/main/twilio/media-hosts';
import { freePort, startServer, type TestServer } from '../../support/http-server';
import { EXE, HTML, PDF, PNG } from '../../support/tiny-files';

const ID = 'a'.repeat(24);
const TRY_MS = 60_000;
const AUTHORIZATION = `Basic ${Buffer.from('AC1:token').toString('base64')}`;

/** Time passes at once where only back-off waits, so that tries follow each other without waiting. */
const hastyClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => systemClock.after(ms >= 50_000 ? ms : 0, callback),
};

let folder: string;
const servers: TestServer[] = [];
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'media-')), 'media');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await rm(path.dirname(folder), { recursive: true, force: true });
});

interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse, count: number) => void) {
  const seen: Seen[] = [];
  const server = await startServer((request, response) => {
    seen.push({ path: request.url ?? '', authorization: request.headers.authorization });
    answer(request, response, seen.length);
  });
  servers.push(server);
  return { url: server.url, seen };
}

function downloads(apiBaseUrl: string | null, more: Partial<MediaOptions> = {}) {
  return createMediaDownloads({
    folder,
    account: () => ({ accountSid: 'AC1', authToken: 'token', apiBaseUrl }),
    clock: hastyClock,
    random: () => 0,
    ...more,
  });
}

const files = () => readdir(folder).catch(() => []);

describe('a download', () => {
  it('keeps the file under a name of ours, with credentials for the stand-in', async () => {
    const { url, seen } = await serve((_request, response) => response.end(PNG));
    const items = await downloads(url).download(ID, [
      { url: `${url}/Media/ME1`, contentType: 'image/png' },
      { url: `${url}/Media/../../etc/passwd`, contentType: 'image/png' },
    ]);
    expect(items).toEqual([
      { index: 0, contentType: 'image/png', file: `${ID}-0.png`, bytes: PNG.length, problem: null },
      { index: 1, contentType: 'image/png', file: `${ID}-1.png`, bytes: PNG.length, problem: null },
    ]);
    expect(await readFile(path.join(folder, `${ID}-0.png`))).toEqual(PNG);
    expect(await files()).toEqual([`${ID}-0.png`, `${ID}-1.png`]);
    expect(seen.map((one) => one.authorization)).toEqual([AUTHORIZATION, AUTHORIZATION]);
  });

  it.each([
    ['a PDF called a picture', PDF, 'image/png', 'application/pdf', 'pdf'],
    ['a program called a picture', EXE, 'image/jpeg', 'application/x-msdownload', 'bin'],
    ['a page called a picture', HTML, 'image/png', 'application/octet-stream', 'bin'],
    ['a page', HTML, 'text/html', 'application/octet-stream', 'bin'],
    [
      'a drawing with a script',
      Buffer.from('<svg><script/></svg>'),
      'image/svg+xml',
      'application/octet-stream',
      'bin',
    ],
    ['a picture called a program', PNG, 'application/x-msdownload', 'image/png', 'png'],
    ['a business card', Buffer.from('BEGIN:VCARD\nEND:VCARD'), 'text/x-vcard; charset=utf-8', 'text/vcard', 'vcf'],
    ['a text', Buffer.from('hello'), 'TEXT/PLAIN', 'text/plain', 'txt'],
    ['something with a type of its own', Buffer.from('hello'), '__proto__', 'application/octet-stream', 'bin'],
  ])('looks into %s', async (_what, body, declared, contentType, extension) => {
    const { url } = await serve((_request, response) => {
      response.setHeader('content-type', declared);
      response.setHeader('content-disposition', 'attachment; filename="../../evil.exe"');
      response.end(body);
    });
    const [item] = await downloads(url).download(ID, [{ url: `${url}/x`, contentType: declared }]);
    expect(item).toMatchObject({ contentType, file: `${ID}-0.${extension}`, problem: null });
  });

  it('follows a redirect without the credentials', async () => {
    const { url, seen } = await serve((request, response) => {
      if (request.url === '/first') response.writeHead(307, { location: '/second' }).end();
      else response.end(PNG);
    });
    const [item] = await downloads(url).download(ID, [{ url: `${url}/first`, contentType: 'image/png' }]);
    expect(item?.problem).toBeNull();
    expect(seen).toEqual([
      { path: '/first', authorization: AUTHORIZATION },
      { path: '/second', authorization: undefined },
    ]);
  });

  it('follows no redirect elsewhere', async () => {
    const stranger = await serve((_request, response) => response.end(PNG));
    const location = stranger.url.replace('127.0.0.1', 'localhost');
    const { url } = await serve((_request, response) => response.writeHead(302, { location }).end());
    const [item] = await downloads(url).download(ID, [{ url: `${url}/x`, contentType: 'image/png' }]);
    expect(item).toMatchObject({
      file: null,
      bytes: null,
      problem: expect.stringContaining('does not lead to Twilio') as unknown,
    });
    expect(stranger.seen).toEqual([]);
    expect(await files()).toEqual([]);
  });

  it('opens no link that leads elsewhere from the start, or nowhere', async () => {
    const stranger = await serve((_request, response) => response.end(PNG));
    const links = [
      stranger.url,
      'file:///etc/passwd',
      'http://api.twilio.com/x',
      'https://twilio.com.evil.example/',
      'nonsense',
    ];
    const items = await downloads(null).download(
      ID,
      links.map((url) => ({ url, contentType: 'image/png' })),
    );
    for (const item of items)
      expect(item).toMatchObject({ file: null, problem: expect.stringMatching(/\.$/) as unknown });
    expect(stranger.seen).toEqual([]);
  });

  it('does not go in circles', async () => {
    const { url, seen } = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end());
    const [item] = await downloads(url).download(ID, [{ url: `${url}/x`, contentType: 'image/png' }]);
    expect(item?.problem).toContain('on and on');
    expect(seen.length).toBeLessThan(10);
  });

  it('takes no file that is too large, said beforehand or not', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/said') response.setHeader('content-length', 2048);
      response.end(Buffer.alloc(2048, 'x'));
    });
    const items = await downloads(url, { maxBytes: 1024 }).download(ID, [
      { url: `${url}/said`, contentType: 'image/png' },
      { url: `${url}/unsaid`, contentType: 'image/png' },
    ]);
    for (const item of items)
      expect(item).toMatchObject({ file: null, problem: expect.stringContaining('larger than') as unknown });
    expect(await files()).toEqual([]);
  });

  it('stops reading an endless file', async () => {
    let ended: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (ended = resolve));
    const { url } = await serve((_request, response) => {
      response.once('close', ended);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const [item] = await downloads(url, { maxBytes: 1_000_000 }).download(ID, [{ url, contentType: 'video/mp4' }]);
    expect(item?.problem).toContain('larger than');
    await closed;
  });

  it('is tried again when it breaks off, and leaves no half file', async () => {
    const { url, seen } = await serve((_request, response, count) => {
      if (count === 1) response.writeHead(503).end();
      else if (count === 2) response.writeHead(404).end();
      else if (count === 3) {
        response.writeHead(200, { 'content-length': PNG.length });
        response.write(PNG.subarray(0, 10), () => response.destroy());
      } else response.end(PNG);
    });
    const [item] = await downloads(url).download(ID, [{ url, contentType: 'image/png' }]);
    expect(item).toMatchObject({ file: `${ID}-0.png`, bytes: PNG.length });
    expect(seen).toHaveLength(4);
    expect(await files()).toEqual([`${ID}-0.png`]);
  });

  it.each([
    [401, 1],
    [403, 1],
    [400, 1],
    [404, 5],
    [500, 5],
  ])('gives up on HTTP %i after %i tries', async (status, tries) => {
    const { url, seen } = await serve((_request, response) => response.writeHead(status).end());
    const [item] = await downloads(url).download(ID, [{ url, contentType: 'image/png' }]);
    expect(item).toMatchObject({ file: null, problem: expect.stringMatching(/^[A-Z].*\.$/) as unknown });
    expect(item?.problem).not.toContain('Basic');
    expect(seen).toHaveLength(tries);
  });

  it('gives up when nobody is there', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const [item] = await downloads(url).download(ID, [{ url: `${url}/x`, contentType: 'image/png' }]);
    expect(item?.problem).toContain('did not arrive');
  });

  it('does not wait for ever', async () => {
    const limits = new Set<() => void>();
    // Pauses take no time, and the time for a try is up when the server has begun to answer.
    const clock: Clock = {
      ...hastyClock,
      after(ms, callback) {
        if (ms !== TRY_MS) return hastyClock.after(0, callback);
        limits.add(callback);
        return () => limits.delete(callback);
      },
    };
    const { url, seen } = await serve((_request, response) => {
      response.writeHead(200);
      response.write('x', () => limits.forEach((pass) => pass()));
    });
    const [item] = await downloads(url, { tryMs: TRY_MS, clock }).download(ID, [{ url, contentType: 'image/png' }]);
    expect(item?.problem).toContain('did not arrive');
    expect(seen).toHaveLength(5);
    expect(await files()).toEqual([]);
  });

  it('ends when the console is closed, and says so', async () => {
    let asked: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (asked = resolve));
    const { url } = await serve(() => asked());
    const media = downloads(url);
    const items = media.download(ID, [{ url, contentType: 'image/png' }]);
    await arrived;
    await media.close();
    expect((await items)[0]).toMatchObject({ file: null, problem: expect.any(String) as unknown });
  });

  it('never makes a path out of an id', async () => {
    await expect(async () => downloads(null).download('../x', [])).rejects.toThrow(TypeError);
  });
});

describe('the hosts', () => {
  const hosts = createMediaHosts(null);
  it.each([
    ['https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1', true, true],
    ['https://api.dublin.ie1.twilio.com/x', true, true],
    ['https://mms.twiliocdn.com/AC1/x?Expires=1', true, false],
    ['https://media.twiliocdn.com.s3-external-1.amazonaws.com/AC1/x', true, false],
    ['https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/x', true, false],
    ['https://s3-external-1.amazonaws.com/evil/media.twiliocdn.com/x', false, false],
    ['https://s3-external-1.amazonaws.com/evil/../media.twiliocdn.com/x', true, false],
    ['https://evil.s3.amazonaws.com/media.twiliocdn.com/x', false, false],
    ['http://api.twilio.com/x', false, false],
    ['https://api.twilio.com:8443/x', false, false],
    ['https://api.twilio.com@evil.example/x', false, false],
    ['https://user:pass@api.twilio.com/x', false, false],
    ['https://twilio.com.evil.example/x', false, false],
    ['https://eviltwilio.com/x', false, false],
    ['https://127.0.0.1/x', false, false],
    ['https://169.254.169.254/latest', false, false],
  ])('%s', (link, allowed, credentials) => {
    const url = new URL(link);
    expect(hosts.isAllowed(url)).toBe(allowed);
    expect(hosts.mayHaveCredentials(url)).toBe(credentials);
  });
});
