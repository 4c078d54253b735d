/** What the sessions page was asked to show: kept while the operator is elsewhere. */
export interface SessionFilters {
  readonly text: string;
  readonly kind: 'any' | 'sms' | 'whatsapp' | 'voice';
  readonly status: 'any' | 'active' | 'closed';
  /** Any time, so many days up to today, or from one day to another. */
  readonly when: 'any' | '1' | '7' | '30' | 'between';
  /** `YYYY-MM-DD` or empty. */
  readonly from: string;
  readonly to: string;
  /** By the number of messages. */
  readonly length: 'any' | '0-1' | '2-5' | '6-20' | '21-';
  readonly sort: 'last' | 'started' | 'person' | 'title' | 'kind' | 'messages' | 'duration' | 'status';
  readonly descending: boolean;
}

/** Something that was done to sessions and can be taken back while the console runs. */
export interface Undoable {
  readonly undo_id: string;
  /** What was done, in the words of a person. */
  readonly words: string;
  readonly request: 'session.undo' | 'sessions.undo';
}

/** Every session, the newest first. */
export const noFilters: SessionFilters = {
  text: '',
  kind: 'any',
  status: 'any',
  when: 'any',
  from: '',
  to: '',
  length: 'any',
  sort: 'last',
  descending: true,
};
