import fc from 'fast-check';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRange } from '../../../src/main/app/byte-range';
import { createMediaHandler } from '../../../src/main/app/media-protocol';
import { createPageHandler, pageUrl, resolvePage } from '../../../src/main/app/page-protocol';

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
let root: string;
let handle: (url: string, range?: string) => Promise<Response>;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'switchboard-media-'));
  const media = path.join(root, 'media');
  await mkdir(media);
  await writeFile(path.join(root, 'secret.png'), 'secret');
  await writeFile(path.join(root, 'a-0.png'), 'secret');
  for (const name of ['a-0.png', 'a-1.mp3', 'a-2.html', 'a-3.svg', 'a-4.bin', 'noindex.png', '.env']) {
    await writeFile(path.join(media, name), bytes);
  }
  await writeFile(path.join(media, 'e-0.png'), '');
  await symlink(path.join(root, 'secret.png'), path.join(media, 'b-0.png'));
  await mkdir(path.join(media, 'c-0.png'));
  const handler = createMediaHandler(media);
  handle = (url, range) => handler({ url, headers: new Headers(range ? { range } : {}) });
});
afterAll(() => rm(root, { recursive: true }));

describe('media', () => {
  it('are given by their names, with a type that we chose and nothing for the browser to guess', async () => {
    const response = await handle('switchboard-media://a-0.png/');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': '1000',
      'accept-ranges': 'bytes',
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  it.each([
    'switchboard-media://../secret.png',
    'switchboard-media://a-0.png/../../secret.png',
    'switchboard-media://%2e%2e%2fsecret.png',
    'switchboard-media://..%5csecret.png',
    'switchboard-media://..\\a-0.png',
    'switchboard-media://media/a-0.png',
    'switchboard-media:a-0.png',
    'switchboard-media:///a-0.png',
    'switchboard-media://x@a-0.png',
    'switchboard-media://a-0.png:80',
    'switchboard-media://a-0.png%00.html',
    'switchboard-media://A-0.PNG',
    'switchboard-media://noindex.png',
    'switchboard-media://.env',
    'switchboard-media://a-0.png?x',
    'file:///etc/passwd',
    '',
  ])('are not reached by %s', async (url) => {
    const response = await handle(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it('that could hold scripts, links and folders are not given', async () => {
    for (const name of ['a-2.html', 'a-3.svg', 'a-4.bin', 'b-0.png', 'c-0.png', 'd-0.png']) {
      expect((await handle(`switchboard-media://${name}`)).status, name).toBe(404);
    }
  });

  it('are given in parts, as players ask for them', async () => {
    const part = await handle('switchboard-media://a-1.mp3', 'bytes=10-19');
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 10-19/1000');
    expect(part.headers.get('content-type')).toBe('audio/mpeg');
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
    const beyond = await handle('switchboard-media://a-1.mp3', 'bytes=1000-');
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */1000');
  });

  it('that are empty are given as such', async () => {
    const response = await handle('switchboard-media://e-0.png');
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(0);
    expect((await handle('switchboard-media://e-0.png', 'bytes=0-')).status).toBe(416);
  });
});

describe('readRange', () => {
  it.each([
    [null, null],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=5-', { start: 5, end: 99 }],
    ['bytes=5-1000', { start: 5, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=9-5', null],
    ['bytes=0-1,5-6', null],
    ['lines=0-1', null],
    ['bytes=-', null],
    ['bytes=a-b', null],
  ])('reads %j of 100 bytes', (header, range) => {
    expect(readRange(header, 100, 1000)).toEqual(range);
  });

  it('never gives a part outside the file, or longer than the most', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(150), fc.integer({ min: 1, max: 50 }), (from, to, size, most) => {
        for (const header of [`bytes=${from}-${to}`, `bytes=${from}-`, `bytes=-${to}`]) {
          const range = readRange(header, size, most);
          if (range === null || range === 'unsatisfiable') continue;
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThan(size);
          expect(range.end - range.start + 1).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});

describe('pages', () => {
  it('come with the policy that forbids everything but their own', async () => {
    await writeFile(path.join(root, 'index.html'), '<p>');
    const response = await createPageHandler(root)({ url: pageUrl('index.html') });
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'none'");
  });

  it.each([
    'app://switchboard/../secret.png',
    'app://switchboard/%2e%2e/secret.png',
    'app://switchboard/..%2fsecret.png',
    'app://switchboard/a%00.html',
    'app://switchboard/..\\secret.png',
    'app://switchboard/%5c..%5csecret.png',
    'app://elsewhere/index.html',
    'https://switchboard/index.html',
    'app://switchboard/',
    'app://switchboard/%',
    'nonsense',
  ])('do not leave their folder by %s', (url) => {
    const file = resolvePage('/pages', url);
    expect(file === null || file.startsWith('/pages/')).toBe(true);
    expect(file ?? '').not.toContain('..');
  });

  it('are not what else lies in the folder', async () => {
    await writeFile(path.join(root, 'notes.txt'), 'x');
    const serve = createPageHandler(root);
    for (const name of ['notes.txt', 'media', 'missing.html', '']) {
      expect((await serve({ url: pageUrl(name) })).status, name).toBe(404);
    }
  });
});
