import { createActivityHandlers, type ActivityParts } from './activity-handlers';
import { createInsightsHandlers, type InsightsParts } from './insights-handlers';
import type { LongWork } from './long-work';
import { createReplayHandlers, type ReplayHandlerParts } from './replay-handlers';
import { createShadowHandlers, type ShadowParts } from './shadow-handlers';
import { createSessionsHandlers, createWorkHandlers, type SessionsParts } from './sessions-handlers';

/** What the requests of the pages beside the inbox go to. */
export type PagesParts = Omit<SessionsParts & InsightsParts & ActivityParts & ShadowParts, 'work'>;

/** Makes the functions behind the pages of sessions, insights and activity. */
export function createPagesHandlers(given: PagesParts & Omit<ReplayHandlerParts, 'work'>, work: LongWork) {
  const parts = { ...given, work };
  return {
    ...createSessionsHandlers(parts),
    ...createInsightsHandlers(parts),
    ...createActivityHandlers(parts),
    ...createShadowHandlers(parts),
    ...createReplayHandlers(parts),
    ...createWorkHandlers(work),
  };
}
