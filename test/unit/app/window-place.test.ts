import { describe, expect, it } from 'vitest';
import { findPlace } from '../../../src/main/app/window-place';

const usual = { width: 1280, height: 800, minWidth: 1020, minHeight: 600 };
const screens = [
  { x: 0, y: 0, width: 1920, height: 1050 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const atUsual = { width: 1280, height: 800, maximized: false };

describe('findPlace', () => {
  it.each([
    null,
    5,
    'x',
    {},
    { x: 0 },
    { x: 'a', y: 0, width: 1, height: 1, maximized: false },
    { ...atUsual, x: 1e9, y: 0 },
  ])('takes the usual size when %j was stored', (stored) => {
    expect(findPlace(stored, screens, usual)).toEqual(atUsual);
  });

  it('puts the window where it was, on any screen', () => {
    const place = { x: 2000, y: 100, width: 1100, height: 700, maximized: true };
    expect(findPlace(place, screens, usual)).toEqual(place);
  });

  it.each([
    ['its screen is gone', { x: 4000, y: 100 }],
    ['it would be out of reach below', { x: 100, y: 1040 }],
    ['its title would be above the screen', { x: 100, y: -300 }],
    ['only a strip at the side would show', { x: -1200, y: 100 }],
  ])('takes the usual place when %s, but stays maximised', (_why, at) => {
    const stored = { ...at, width: 1280, height: 800, maximized: true };
    expect(findPlace(stored, screens, usual)).toEqual({ ...atUsual, maximized: true });
  });

  it('is never smaller than the window can be', () => {
    const place = findPlace({ x: 0, y: 0, width: 10, height: 10, maximized: false }, screens, usual);
    expect(place).toMatchObject({ width: 1020, height: 600 });
  });
});
