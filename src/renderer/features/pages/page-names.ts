import { IconActivity, IconChartBar, IconInbox, IconListDetails } from '@tabler/icons-react';
import type { Page } from '../../store/ui-state';

/** What a page is called, its sign, and the key that turns to it after G. */
export interface PageWords {
  readonly page: Page;
  readonly name: string;
  readonly key: string;
  readonly Icon: typeof IconInbox;
}

/** The pages below the views, in the order in which they are shown. The inbox itself is reached by its views. */
export const rooms: readonly PageWords[] = [
  { page: 'sessions', name: 'Sessions', key: 's', Icon: IconListDetails },
  { page: 'insights', name: 'Insights', key: 'n', Icon: IconChartBar },
  { page: 'activity', name: 'Activity', key: 'a', Icon: IconActivity },
];

/** Gives the page that a key turns to after G. */
export function pageOfKey(key: string): Page | undefined {
  return key === 'i' ? 'inbox' : rooms.find((room) => room.key === key)?.page;
}
