import { Button } from '@mantine/core';
import { IconPlus, IconUserExclamation } from '@tabler/icons-react';
import type { AskedAnswer, EntryScore } from '../../../shared/contract/knowledge-contract';
import type { KnowledgeEntry } from '../../../shared/domain';
import { visibleControls } from '../../../shared/visible-controls';
import { formatNumber } from '../../components/formats';
import { useDesk } from '../../store/desk-context';
import { entryTextOf, withForm } from '../../store/entry-start';
import { providerWords } from '../thread/decision-facts';
import classes from './Knowledge.module.css';
import { NEAR_MISS_FROM } from './near-miss';
import { Outside } from './Outside';

/** The answer that would be given, and how well each entry fits. */
export function AskedResult(props: {
  readonly question: string;
  readonly answer: AskedAnswer;
  readonly entries: readonly KnowledgeEntry[];
}) {
  const { question, answer, entries } = props;
  const { ui } = useDesk();
  return (
    <>
      <section className={classes.section} aria-label="Answer">
        <h3 className={classes.heading}>
          Answer <span className="hint">{sourceWords(answer)}</span>
        </h3>
        {answer.text !== null && (
          <div className={classes.bubble}>
            <Outside text={answer.text} />
          </div>
        )}
        {answer.problem !== null && <p className={classes.bad}>{answer.problem} A person would get the message.</p>}
        {answer.handOff !== null && (
          <p className={classes.warn}>
            <IconUserExclamation size={16} stroke={1.75} aria-hidden />
            <span className="outside">It would be handed to a person: {visibleControls(answer.handOff)}</span>
          </p>
        )}
      </section>
      <section className={classes.section} aria-label="How well the entries fit">
        <h3 className={classes.heading}>
          Entries <span className="hint">good enough to answer with: from {percent(answer.answersFrom)}</span>
        </h3>
        {answer.scores.length === 0 && <p className="dim">No entry has anything to do with this.</p>}
        <ul className={classes.scores}>
          {answer.scores.map((score) => (
            <ScoreLine
              key={score.entry_id}
              score={score}
              threshold={answer.answersFrom}
              entry={entries.find(({ _id }) => _id === score.entry_id)}
              asked={question}
            />
          ))}
        </ul>
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => ui.setState({ editingEntry: { entry: null, text: { question } } })}
        >
          New entry with this question
        </Button>
      </section>
    </>
  );
}

function ScoreLine(props: {
  readonly score: EntryScore;
  readonly threshold: number;
  /** Undefined: gone since. */
  readonly entry: KnowledgeEntry | undefined;
  readonly asked: string;
}) {
  const { score, threshold, entry, asked } = props;
  const { ui } = useDesk();
  const near = score.score >= threshold;
  const question = visibleControls(score.question);
  const forms = entry && [entry.question, ...entryTextOf(entry).forms];
  return (
    <li className={classes.score}>
      <div className={classes.words}>
        <p className={`${classes.question ?? ''} outside oneLine`} dir="auto">
          {question}
        </p>
        <p className="hint oneLine">
          {[
            score.used
              ? 'The answer rests on it'
              : near
                ? 'Fits'
                : score.score >= NEAR_MISS_FROM
                  ? 'Near miss: not answered with'
                  : 'Hardly fits',
            ...(score.why.length > 0 ? [`by ${score.why.map(visibleControls).join(', ')}`] : []),
          ].join(' · ')}
        </p>
      </div>
      <div
        className={classes.bar}
        role="meter"
        aria-label={`How well “${question}” fits`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * score.score)}
        aria-valuetext={`${percent(score.score)}, ${near ? 'enough' : 'too little'}`}
      >
        <div
          className={classes.fill}
          data-near={near || undefined}
          style={{ width: `${100 * Math.min(1, score.score)}%` }}
        />
        <div className={classes.threshold} style={{ insetInlineStart: `${100 * threshold}%` }} />
      </div>
      <span className={classes.percent}>{percent(score.score)}</span>
      <Button
        size="compact-xs"
        variant="subtle"
        disabled={entry === undefined || forms?.includes(asked) === true}
        aria-label={`Add this wording to “${question}”`}
        onClick={() => entry && ui.setState({ editingEntry: withForm(entry, asked) })}
      >
        Add this wording
      </Button>
    </li>
  );
}

function sourceWords({ provider, model, durationMs, rule }: AskedAnswer): string {
  const took =
    durationMs < 1000 ? `${formatNumber(durationMs)} ms` : `${formatNumber(Math.round(durationMs / 100) / 10)} s`;
  return [
    providerWords(provider),
    ...(model === null ? [] : [model]),
    took,
    ...(rule === null ? [] : [`rule “${rule}”`]),
  ].join(' · ');
}

function percent(share: number): string {
  return formatNumber(share, { style: 'percent', maximumFractionDigits: 0 });
}
