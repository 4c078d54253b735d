import {
  IconActivity,
  IconBook2,
  IconChartBar,
  IconListDetails,
  IconSettings,
  IconSparkles,
} from '@tabler/icons-react';
import type { Page } from '../../store/ui-state';

/** What a page is called, and its sign. */
export interface PageWords {
  readonly page: Page;
  readonly name: string;
  readonly Icon: typeof IconActivity;
}

/** The pages below the views, in the order in which they are shown. The inbox itself is reached by its views. */
export const rooms: readonly PageWords[] = [
  { page: 'ai', name: 'AI', Icon: IconSparkles },
  { page: 'sessions', name: 'Sessions', Icon: IconListDetails },
  { page: 'insights', name: 'Insights', Icon: IconChartBar },
  { page: 'knowledge', name: 'Knowledge', Icon: IconBook2 },
  { page: 'activity', name: 'Activity', Icon: IconActivity },
  { page: 'settings', name: 'Settings', Icon: IconSettings },
];
