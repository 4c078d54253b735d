import type { DecisionCount } from '../../shared/shadow-report';
import type { Now } from '../store/store';
import type { JudgedAt } from './count-shadow';
import { nameInReports } from './name-in-reports';

/** So many of the newest of each are named, so that one can look at them. */
const NAMED = 3;

/** Counts what was decided by kind and rule, the most frequent first. */
export function countDecisions(now: Now, found: readonly JudgedAt[]): DecisionCount[] {
  const groups = new Map<string, JudgedAt[]>();
  for (const one of found) {
    const key = `${one.judged.kind} ${one.judged.rule}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()]
    .flatMap((group): DecisionCount[] => {
      const [first] = group;
      if (!first) return [];
      const newest = group.sort((a, b) => (a.judged.at < b.judged.at ? 1 : -1)).slice(0, NAMED);
      return [
        {
          ...{ kind: first.judged.kind, rule: first.judged.rule, count: group.length },
          newest: newest.map(({ address, judged }) => ({
            ...nameInReports(now, address),
            ...{ message_id: judged.message_id, at: judged.at },
          })),
        },
      ];
    })
    .sort((a, b) => b.count - a.count || (a.kind + a.rule < b.kind + b.rule ? -1 : 1));
}
