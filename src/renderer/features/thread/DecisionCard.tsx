import { Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useId, useMemo, type ReactNode } from 'react';
import type { DecisionRecord } from '../../../shared/decision';
import type { Explanation, Message } from '../../../shared/domain';
import { wordsOfRule } from '../../../shared/rule-words';
import { visibleControls } from '../../../shared/visible-controls';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { nearestEntries, writingFacts, type Fact } from './decision-facts';
import { deedWords, markOf, wouldDeedWords } from './decision-words';
import { EntriesOfCard } from './EntriesOfCard';
import classes from './DecisionCard.module.css';

/** A quiet mark at a message, which opens the card of what was decided about it and why. Nothing where nothing is known. */
export function DecisionCard({ message, children }: { readonly message: Message; readonly children?: ReactNode }) {
  const mark = markOf(message);
  const titleId = useId();
  if (!mark) return null;
  return (
    <Popover
      width={360}
      position={message.sender === 'contact' ? 'bottom-start' : 'bottom-end'}
      withArrow
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <button type="button" className={classes.why} data-quiet={mark.isQuiet || undefined}>
          <IconInfoCircle size={13} stroke={1.75} aria-hidden />
          {mark.words}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.card ?? ''} aria-labelledby={titleId}>
        <div className={classes.body} tabIndex={-1} data-autofocus>
          <Decided decision={message.decision} titleId={titleId} />
          {message.decision?.would && <Would would={message.decision.would} />}
          {message.explanation && <Written explanation={message.explanation} />}
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Decided({ decision, titleId }: { readonly decision: DecisionRecord | undefined; readonly titleId: string }) {
  const now = useNow();
  if (!decision) {
    return (
      <h4 id={titleId} className={classes.title}>
        How the AI came to write this
      </h4>
    );
  }
  const { kind, rule, reason, at } = decision;
  return (
    <>
      <h4 id={titleId} className={classes.title}>
        {deedWords[kind]}
      </h4>
      <p className={`${classes.reason ?? ''} outside`} dir="auto">
        {visibleControls(reason)}
      </p>
      <Facts
        facts={[
          ['Rule', wordsOfRule(rule).name],
          ['Decided', whenWords(at, now)],
        ]}
      />
    </>
  );
}

function Would({ would }: { readonly would: NonNullable<DecisionRecord['would']> }) {
  return (
    <section className={classes.part} aria-label="Shadow mode">
      <p className={classes.partTitle}>{wouldDeedWords[would.kind]}</p>
      {would.text !== null && (
        <blockquote className={`${classes.quote ?? ''} outside`} dir="auto">
          {visibleControls(would.text)}
        </blockquote>
      )}
      {would.explanation && <Written explanation={would.explanation} />}
    </section>
  );
}

function Written({ explanation }: { readonly explanation: Explanation }) {
  const { knowledge, scores, changed = [] } = explanation;
  const near = useMemo(() => nearestEntries(explanation), [explanation]);
  return (
    <>
      <Facts facts={writingFacts(explanation)} />
      {changed.length > 0 && (
        <section className={classes.part} aria-label="Changed before anybody saw it">
          <p className={classes.partTitle}>Changed before anybody saw it</p>
          <ul className={classes.changed}>
            {changed.map((words) => (
              <li key={words} className="outside">
                {visibleControls(words)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {knowledge.length > 0 && <EntriesOfCard title="Knowledge used" ids={knowledge} scores={scores} />}
      {near.length > 0 && <EntriesOfCard title="Came near, not answered with" ids={near} scores={scores} />}
    </>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="outside">{visibleControls(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
