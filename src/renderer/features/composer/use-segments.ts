import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { countSegments, type SegmentCount } from './count-segments';

/** Segments are counted when the typing pauses for so long, since that is slow; the length is shown at once. */
const PAUSE_MS = 150;

/** Gives the segments of a text that goes as SMS; null where there are none. */
export function useSegments(text: string, asSms: boolean): SegmentCount | null {
  const [settled] = useDebouncedValue(text.trim(), PAUSE_MS);
  return useMemo(() => (asSms && settled !== '' ? countSegments(settled) : null), [asSms, settled]);
}
