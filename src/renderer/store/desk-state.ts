import type { ConnectionState } from '../../shared/connection';
import type { SettingsState } from '../../shared/contract/settings-contract';
import type { Channel, Message, Session } from '../../shared/domain';
import type { ActivityLine, AddressState, AiState, RequestProblem, Row } from '../../shared/ipc-contract';
import type { ViewCounts } from '../../shared/views';
import { emptyList, type ThreadList } from './thread-list';

/** The thread on screen, as far as it is loaded. */
export interface ThreadOnScreen {
  readonly contactId: string;
  /** `loading` until the first answer; `failed` with the reason when there was none to have. */
  readonly status: 'loading' | 'ready' | 'failed';
  readonly problem: RequestProblem | null;
  readonly addresses: readonly AddressState[];
  /** In order of their beginning. */
  readonly sessions: readonly Session[];
  /** In order of time, oldest first. */
  readonly messages: readonly Message[];
  readonly more: boolean;
  readonly loadingOlder: boolean;
}

/** What the main process told of the desk as a whole. */
export interface DeskFacts {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly counts: ViewCounts;
  readonly ai: AiState;
  readonly connection: ConnectionState;
  readonly gapMinutes: number;
  readonly settings: SettingsState;
  readonly version: string;
}

/** Everything that the window shows of the desk. Written only by `ipc/screen.ts`. */
export interface DeskState {
  /** Null until the first snapshot. */
  readonly facts: DeskFacts | null;
  /** Why the desk cannot be read just now; null while all is well. */
  readonly problem: RequestProblem | null;
  readonly list: ThreadList;
  readonly loadingList: boolean;
  /** Every row that is loaded: those of the list and that of the thread on screen. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly thread: ThreadOnScreen | null;
  /** What the AI is writing just now, as far as it is, by the contact that it is for. */
  readonly writings: ReadonlyMap<string, string>;
  /** Number of the newest entry that changed the team's knowledge, or of the state that was read anew. */
  readonly knowledgeSeq: number;
  /** Oldest first. */
  readonly activity: readonly ActivityLine[];
}

/** Whether the simulator stands in for Twilio. */
export function isDemo({ facts }: DeskState): boolean {
  return facts?.connection.twilio.state === 'demo';
}

/** Gives the state of a window that knows nothing yet. */
export function emptyDesk(view: ThreadList['view']): DeskState {
  return {
    facts: null,
    problem: null,
    list: emptyList(view),
    loadingList: true,
    rows: new Map(),
    thread: null,
    writings: new Map(),
    knowledgeSeq: 0,
    activity: [],
  };
}

/** Gives the contact's address that a session is kept under. */
export function addressOfSession({ sessions, addresses }: ThreadOnScreen, sessionId: string): string {
  const session = sessions.find((other) => other._id === sessionId);
  return session?.metadata.fromNumber ?? addresses[0]?.address ?? '';
}
