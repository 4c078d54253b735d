import { z } from 'zod';
import { ALIKE_FROM, gramsOf, likeness, type Grams } from '../../shared/alike';
import { isoNow, type Clock } from '../app/clock';
import { OPERATOR } from '../app/operator';
import type { Store } from '../store/store';
import { createQuestionGroups } from './group-questions';

/** Where they are kept: with the settings, so that they come along with a backup and an export. */
const KEY = 'dismissedGaps';
/** Most that are kept; of more the oldest are asked about again. */
const MOST = 500;

const kept = z.array(z.string().max(500)).max(2 * MOST);

/** Questions that people said are no gaps. */
export interface DismissedGaps {
  /** Those that are alike together; the newest first. */
  groups(): readonly (readonly string[])[];
  /** Gives whether a question is one of them, or alike. */
  matcher(): (grams: Grams) => boolean;
  add(questions: readonly string[]): Promise<void>;
  restore(questions: readonly string[]): Promise<void>;
}

/** Makes it. */
export function keepDismissedGaps(store: Pick<Store, 'now' | 'commit'>, clock: Clock): DismissedGaps {
  const read = () => kept.catch([]).parse(store.now.get('settings', KEY)?.value ?? []);
  const write = (change: (before: readonly string[]) => readonly string[]) =>
    store.commit(() => {
      const value = change(read()).slice(-MOST);
      const changes = [{ type: 'setting.set' as const, key: KEY, value, by: OPERATOR, at: isoNow(clock) }];
      return { changes, result: undefined };
    });
  return {
    groups() {
      const grouping = createQuestionGroups();
      for (const question of read().reverse()) grouping.add({ question });
      return grouping.groups.map((group) => group.map(({ question }) => question));
    },
    matcher() {
      const all = read().map(gramsOf);
      return (grams) => all.some((one) => likeness(one, grams) >= ALIKE_FROM);
    },
    add: (questions) => write((before) => [...before.filter((one) => !questions.includes(one)), ...questions]),
    restore: (questions) => write((before) => before.filter((one) => !questions.includes(one))),
  };
}
