import { useCallback, useEffect, useState } from 'react';
import type { DecisionKind } from '../../../shared/decision';
import { wordsOfRule } from '../../../shared/rule-words';
import type { DecisionCount } from '../../../shared/shadow-report';
import { formatNumber } from '../../components/formats';
import { Headlines } from '../../components/Headlines';
import { timeOfDay } from '../../components/time-words';
import { useDesk } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import { useWhatHappens } from '../../store/use-what-happens';
import { dayOf } from '../pages/days';
import { useWork } from '../pages/use-work';
import classes from './AiPage.module.css';
import { Nothing, Section } from './Section';

const kinds: readonly { readonly kind: DecisionKind; readonly name: string }[] = [
  { kind: 'answer', name: 'Answered' },
  { kind: 'draft', name: 'Drafted' },
  { kind: 'hand over', name: 'Handed over' },
  { kind: 'stay silent', name: 'Silent' },
];

/** What was decided today, by kind and rule, each leading to where it was. */
export function TodaySection() {
  const { ask } = useDesk();
  const { run } = useWork(true);
  const [counts, setCounts] = useState<readonly DecisionCount[] | null>(null);
  const [isProblem, setIsProblem] = useState(false);
  const read = useCallback(() => {
    void run((work_id) => ask('decisions.read', { work_id, day: dayOf(Date.now()) })).then((outcome) => {
      if (outcome.kind === 'done') setCounts(outcome.value);
      setIsProblem(outcome.kind === 'failed');
    });
  }, [ask, run]);
  useEffect(read, [read]);
  useWhatHappens(read);
  const all = counts ?? [];
  const total = (kind: DecisionKind) => all.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0);
  return (
    <Section title="Today" words="What was decided about each text and call of a customer." isBusy={counts === null}>
      {isProblem && <Nothing>What was decided could not be read from the disk.</Nothing>}
      {counts?.length === 0 && (
        <Nothing>Nobody has written today. Each decision is counted here, by the rule that made it.</Nothing>
      )}
      {all.length > 0 && (
        <>
          <Headlines of={kinds.map(({ kind, name }) => ({ name, value: formatNumber(total(kind)) }))} />
          <table className={classes.table} aria-label="Decisions today by rule">
            <thead>
              <tr>
                <th scope="col">Decision</th>
                <th scope="col">Rule</th>
                <th scope="col" className={classes.number}>
                  Texts
                </th>
                <th scope="col">Newest</th>
              </tr>
            </thead>
            <tbody>
              {all.map((one) => (
                <DecisionRow key={`${one.kind} ${one.rule}`} count={one} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </Section>
  );
}

function DecisionRow({ count }: { readonly count: DecisionCount }) {
  const desk = useDesk();
  return (
    <tr>
      <th scope="row">{kinds.find(({ kind }) => kind === count.kind)?.name}</th>
      <td>{wordsOfRule(count.rule).name}</td>
      <td className={classes.number}>{formatNumber(count.count)}</td>
      <td>
        <span className={classes.links}>
          {count.newest.map((one) => (
            <button
              key={one.message_id}
              type="button"
              className={classes.link}
              onClick={() => goToThread(desk, one.contact_id, one.message_id)}
            >
              <bdi>{one.name}</bdi> {timeOfDay(one.at)}
            </button>
          ))}
        </span>
      </td>
    </tr>
  );
}
