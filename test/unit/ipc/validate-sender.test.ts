import { describe, expect, it } from 'vitest';
import { isSamePage, isTrustedSender } from '../../../src/main/ipc/validate-sender';

const page = { webContentsId: 1, url: 'app://switchboard/index.html' };
const trusted = { webContentsId: 1, frame: { url: 'app://switchboard/index.html#inbox', isTop: true } };

describe('isTrustedSender', () => {
  it('answers the top frame of our page', () => {
    expect(isTrustedSender(trusted, page)).toBe(true);
  });

  it.each([
    ['another window', { ...trusted, webContentsId: 2 }],
    ['a frame within the page', { ...trusted, frame: { ...trusted.frame, isTop: false } }],
    ['a frame that is gone', { ...trusted, frame: null }],
    ['another page of ours', { ...trusted, frame: { url: 'app://switchboard/simulator.html', isTop: true } }],
    ['a page elsewhere', { ...trusted, frame: { url: 'https://evil.example/index.html', isTop: true } }],
    ['a page of a like name', { ...trusted, frame: { url: 'app://switchboard.evil/index.html', isTop: true } }],
    ['a page of another scheme', { ...trusted, frame: { url: 'file://switchboard/index.html', isTop: true } }],
    ['an empty page', { ...trusted, frame: { url: 'about:blank', isTop: true } }],
    ['an address that is none', { ...trusted, frame: { url: '', isTop: true } }],
  ])('does not answer %s', (_who, sender) => {
    expect(isTrustedSender(sender, page)).toBe(false);
  });

  it('tells ports, names before an @ and paths apart', () => {
    const server = 'http://localhost:5173/index.html';
    expect(isSamePage('http://localhost:5173/index.html?t=1', server)).toBe(true);
    expect(isSamePage('http://localhost:5174/index.html', server)).toBe(false);
    expect(isSamePage('http://localhost:5173@evil.example/index.html', server)).toBe(false);
    expect(isSamePage('http://localhost:5173/index.html/x', server)).toBe(false);
  });
});
