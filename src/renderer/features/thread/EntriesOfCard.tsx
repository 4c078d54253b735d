import { useEffect } from 'react';
import { visibleControls } from '../../../shared/visible-controls';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { openEntry } from '../knowledge/open-entry';
import { percentWords } from './decision-facts';
import { questionWords, useSources } from './use-sources';
import classes from './DecisionCard.module.css';

/** Some of the team's own questions and answers, with how well each fits and the way to it. */
export function EntriesOfCard(props: {
  readonly title: string;
  readonly ids: readonly string[];
  /** From 0 to 1, by id. */
  readonly scores: Readonly<Record<string, number>> | undefined;
}) {
  const { title, ids, scores } = props;
  const desk = useDesk();
  const command = useCommand();
  const { sources, load } = useSources(ids);
  useEffect(load, [load]);
  return (
    <section className={classes.part} aria-label={title}>
      <p className={classes.partTitle}>{title}</p>
      <ul className={classes.knowledge} aria-busy={sources === null}>
        {sources?.map((source) => {
          const score = scores?.[source.id];
          return (
            <li key={source.id}>
              {source.question === null ? (
                <span className="dim">{questionWords(source)}</span>
              ) : (
                <button
                  type="button"
                  className={classes.entry}
                  onClick={() => void openEntry(desk, command, source.id)}
                >
                  <span className="outside">{visibleControls(source.question)}</span>
                </button>
              )}
              {score !== undefined && (
                <span className={classes.score} title="How well it fits the question">
                  {percentWords(score)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
