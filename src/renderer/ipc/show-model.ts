import type { DeskFacts, DeskState, ThreadOnScreen } from '../store/desk-state';
import { messagesOf, sessionsOf } from '../store/open-conversation';
import type { DeskModel } from './desk-model';

/** How far the reading of the open thread is. */
export type ThreadPatch = Partial<Pick<ThreadOnScreen, 'status' | 'problem' | 'loadingOlder'>>;

/**
 * Gives the state for the screen: the parts of the model that changed since it was last asked are copied, all
 * others stay the same objects, so that only what shows them is drawn again.
 */
export function showModel(model: DeskModel, before: DeskState, patch: ThreadPatch = {}): DeskState {
  const { changed } = model;
  const state: DeskState = {
    ...before,
    facts: changed.has('facts') && model.facts ? { ...model.facts, channels: channelsOf(model, before) } : before.facts,
    list: model.list,
    knowledgeSeq: model.knowledgeSeq,
    rows: changed.has('rows') ? new Map(model.rows) : before.rows,
    thread: changed.has('thread') ? threadOf(model, before, patch) : before.thread,
  };
  changed.clear();
  return state;
}

/** They hardly ever change, and much that is drawn hangs on them. */
function channelsOf({ changed, channels }: DeskModel, { facts: before }: DeskState): DeskFacts['channels'] {
  return before && !changed.has('channels') ? before.channels : new Map(channels);
}

function threadOf(model: DeskModel, { thread: before }: DeskState, patch: ThreadPatch): ThreadOnScreen | null {
  const { open, wanted } = model;
  if (wanted === null) return null;
  const same = before?.contactId === wanted ? before : null;
  const shown = { ...(same ?? empty), ...patch, contactId: wanted };
  if (open?.contactId !== wanted) return { ...empty, ...patch, contactId: wanted };
  return {
    ...shown,
    addresses: [...open.addresses.values()].map(({ _id, optedOut }) => ({ address: _id, optedOut })),
    sessions: sessionsOf(open),
    messages: messagesOf(open),
    more: open.more,
  };
}

const empty: Omit<ThreadOnScreen, 'contactId'> = {
  status: 'loading',
  problem: null,
  addresses: [],
  sessions: [],
  messages: [],
  more: false,
  loadingOlder: false,
};
