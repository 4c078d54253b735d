import type { replaySchemas, ReplayOutput } from '../../shared/contract/replay-contract';
import { createDayOf } from '../insights/calendar';
import { createReplays, type ReplayParts } from '../replay/replays';
import type { LongWork } from './long-work';
import type { Handlers } from './router';

/** What the requests that answer past questions again go to. */
export interface ReplayHandlerParts extends Omit<ReplayParts, 'dayOf'> {
  readonly work: LongWork;
}

/** Makes the functions by which past questions are answered again. */
export function createReplayHandlers(parts: ReplayHandlerParts): Handlers<typeof replaySchemas, ReplayOutput> {
  const replays = createReplays({ ...parts, dayOf: createDayOf() });
  return {
    'replay.plan': ({ work_id, choice, change }) => parts.work.run(work_id, (one) => replays.plan(choice, change, one)),
    'replay.start': ({ choice, change }) => {
      replays.start(choice, change);
      return null;
    },
    'replay.read': () => replays.last(),
    'replay.stop': () => {
      replays.stop();
      return null;
    },
  };
}
