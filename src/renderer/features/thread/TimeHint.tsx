import { momentWords } from './snooze-times';

/** When a named time is, beside its name in a menu. */
export function TimeHint({ time, now }: { readonly time: Date; readonly now: number }) {
  return <span className="hint">{momentWords(time, now)}</span>;
}
