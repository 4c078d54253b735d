import { Button, Collapse } from '@mantine/core';
import { useId, useState } from 'react';
import { visibleControls } from '../../../shared/visible-controls';
import { formatNumber } from '../../components/formats';
import classes from './Knowledge.module.css';

/** What people said is no gap, out of the way until somebody looks for it. */
export function DismissedGaps(props: {
  /** Questions that are alike together. */
  readonly dismissed: readonly (readonly string[])[];
  readonly onRestore: (questions: readonly string[]) => void;
}) {
  const { dismissed, onRestore } = props;
  const [opened, setOpened] = useState(false);
  const listId = useId();
  return (
    <section className={classes.dismissed} aria-label="Not gaps">
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-expanded={opened}
        aria-controls={listId}
        onClick={() => setOpened(!opened)}
      >
        {opened ? 'Hide what is not a gap' : `Not gaps (${formatNumber(dismissed.length)})`}
      </Button>
      <Collapse id={listId} expanded={opened} transitionDuration={0}>
        <ul>
          {dismissed.map((questions) => (
            <li key={questions[0]}>
              <p className="outside dim" dir="auto">
                {visibleControls(questions[0] ?? '')}
                {questions.length > 1 && (
                  <span className="hint"> and {formatNumber(questions.length - 1)} like it</span>
                )}
              </p>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Bring back “${visibleControls(questions[0] ?? '')}”`}
                onClick={() => onRestore(questions)}
              >
                Bring back
              </Button>
            </li>
          ))}
        </ul>
      </Collapse>
    </section>
  );
}
