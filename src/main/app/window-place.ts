import { z } from 'zod';

/** A rectangle on the screen, in the units that the system calls pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window stands. Without x and y the system chooses. */
export interface WindowPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
  readonly minHeight: number;
}

const coordinate = z.number().int().min(-100_000).max(100_000);
const length = z.number().int().min(1).max(100_000);
const storedPlace = z.object({ x: coordinate, y: coordinate, width: length, height: length, maximized: z.boolean() });

/** How much of a window's top must lie on a screen for a hand to reach it. */
const REACHABLE = { width: 120, height: 40 };

/**
 * Gives the place for a window: where it was when it can still be reached there, else the usual size. What was stored
 * may be anything; screens may have gone since.
 *
 * @param stored what was read from the file, not yet checked
 * @param screens the usable areas of all screens
 */
export function findPlace(stored: unknown, screens: readonly Area[], usual: WindowSize): WindowPlace {
  const parsed = storedPlace.safeParse(stored);
  if (!parsed.success) return { width: usual.width, height: usual.height, maximized: false };
  const place = {
    ...parsed.data,
    width: Math.max(parsed.data.width, usual.minWidth),
    height: Math.max(parsed.data.height, usual.minHeight),
  };
  if (screens.some((screen) => isReachable(place, screen))) return place;
  return { width: usual.width, height: usual.height, maximized: place.maximized };
}

function isReachable(place: Area, screen: Area): boolean {
  const width = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x);
  const top = place.y >= screen.y - REACHABLE.height && place.y <= screen.y + screen.height - REACHABLE.height;
  return top && width >= REACHABLE.width;
}
