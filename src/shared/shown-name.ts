import { cutText } from './preview';
import { visibleControls } from './visible-controls';

/** Longest name that is shown, in UTF-16 units: what was imported may be as long as a book. */
const LONGEST_NAME = 120;
/** Signs that take no room: a name of nothing else would look like no name at all. */
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Gives a name as it is shown anywhere: in one line, not endless, its control characters visible; null if there is none. */
export function shownName(name: string | null): string | null {
  const start = cutText((name ?? '').trim(), LONGEST_NAME);
  return start.replace(UNSEEN, '') === '' ? null : visibleControls(start).replace(/\s+/gu, ' ');
}
