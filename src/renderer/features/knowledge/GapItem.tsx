import { Button, Collapse } from '@mantine/core';
import { IconArrowRight, IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Gap } from '../../../shared/contract/knowledge-contract';
import { visibleControls } from '../../../shared/visible-controls';
import { formatNumber } from '../../components/formats';
import { fullTime, shortTime } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useDesk } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import { AddWording } from './AddWording';
import classes from './Knowledge.module.css';

/** Most forms that a gap gives to an entry. */
const MOST_FORMS = 5;

/** One gap: how often it was asked, with examples, and the ways to close it. */
export function GapItem({ gap, onDismiss }: { readonly gap: Gap; readonly onDismiss: () => void }) {
  const desk = useDesk();
  const now = useNow();
  const [opened, setOpened] = useState(false);
  const detailsId = useId();
  const question = visibleControls(gap.question);
  const wordings = [...new Set([gap.question, ...gap.examples.map((one) => one.question)])].slice(0, MOST_FORMS);
  const write = () => {
    const text = { question: gap.question, forms: wordings.slice(1), answer: gap.answer ?? '' };
    desk.ui.setState({ editingEntry: { entry: null, text } });
  };
  return (
    <li className={classes.gap} aria-label={question}>
      <div className={classes.gapHead}>
        <div className={classes.words}>
          <p className={`${classes.question ?? ''} outside`} dir="auto">
            {question}
          </p>
          <p className="hint">
            {gap.count === 1 ? 'Asked once' : `Asked ${formatNumber(gap.count)} times`} ·{' '}
            <time dateTime={gap.newestAt} title={fullTime(gap.newestAt)}>
              {shortTime(gap.newestAt, now)}
            </time>
            {gap.answer !== null && ' · answered by a person'}
          </p>
        </div>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={opened}
          aria-controls={detailsId}
          onClick={() => setOpened(!opened)}
        >
          {opened ? 'Hide examples' : 'Examples'}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onDismiss}>
          Not a gap
        </Button>
        <Button size="compact-xs" variant="light" leftSection={<IconPlus size={14} stroke={1.75} />} onClick={write}>
          {gap.answer === null ? 'Write an entry' : 'Entry from the answer'}
        </Button>
      </div>
      {gap.near.length > 0 && <AddWording near={gap.near} wordings={wordings} />}
      <Collapse id={detailsId} expanded={opened} transitionDuration={0}>
        <ul className={classes.examples}>
          {gap.examples.map((example) => (
            <li key={example.message_id}>
              <button
                type="button"
                className={classes.example}
                onClick={() => goToThread(desk, example.contact_id, example.message_id)}
              >
                <span className="outside" dir="auto">
                  {visibleControls(example.question)}
                </span>
                <span className="hint">{shortTime(example.at, now)}</span>
                <IconArrowRight size={14} stroke={1.75} aria-label="Go to the conversation" />
              </button>
              {example.answer !== null && (
                <p className={`${classes.given ?? ''} outside`} dir="auto">
                  {visibleControls(example.answer)}
                </p>
              )}
            </li>
          ))}
        </ul>
      </Collapse>
    </li>
  );
}
