import { activitySchemas, type ActivityOutput } from './activity-contract';
import { insightsSchemas, type InsightsOutput } from './insights-contract';
import { replaySchemas, type ReplayOutput } from './replay-contract';
import { sessionsSchemas, type SessionsOutput } from './sessions-contract';
import { shadowSchemas, type ShadowOutput } from './shadow-contract';
import { workSchemas, type WorkOutput } from './work-contract';

/** Requests of the pages beside the inbox. */
export const pagesSchemas = {
  ...sessionsSchemas,
  ...insightsSchemas,
  ...activitySchemas,
  ...shadowSchemas,
  ...replaySchemas,
  ...workSchemas,
} as const;

export interface PagesOutput
  extends SessionsOutput, InsightsOutput, ActivityOutput, ShadowOutput, ReplayOutput, WorkOutput {}
