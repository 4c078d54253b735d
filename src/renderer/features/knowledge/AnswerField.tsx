import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { fillVariables } from '../../../shared/canned-variables';
import { knowledgeVariables } from '../../../shared/knowledge-variables';
import { visibleControls } from '../../../shared/visible-controls';
import { CountWords } from '../composer/CountWords';
import { useSegments } from '../composer/use-segments';
import classes from './Knowledge.module.css';

/** The answer, with its variables, and below it how a customer would read it. */
export function AnswerField(props: {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (answer: string) => void;
}) {
  const { value, onChange } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const shown = fillVariables(value.trim(), {
    name: 'Maria',
    our_number: '+1 202 555 0100',
    operator: '',
  });
  const count = useSegments(shown, true);
  const insert = (variable: string) => {
    const { current } = box;
    const [start, end] = [current?.selectionStart ?? value.length, current?.selectionEnd ?? value.length];
    onChange(value.slice(0, start) + variable + value.slice(end));
    window.setTimeout(() => {
      current?.focus();
      current?.setSelectionRange(start + variable.length, start + variable.length);
    });
  };
  return (
    <div>
      <Textarea
        ref={box}
        label="Answer"
        dir="auto"
        autosize
        minRows={4}
        maxRows={10}
        value={value}
        error={props.error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.variables}>
        <span role="group" aria-label="Variables" className={classes.buttons}>
          {knowledgeVariables.map(({ variable, means }) => (
            <Button
              key={variable}
              size="compact-xs"
              variant="default"
              title={`Stands for ${means}`}
              aria-label={`Insert ${means}`}
              onClick={() => insert(variable)}
            >
              {variable}
            </Button>
          ))}
        </span>
        <CountWords text={shown} count={count} />
      </div>
      {shown !== '' && (
        <figure className={classes.figure}>
          <figcaption className="hint">As a customer called Maria would read it</figcaption>
          <div className={classes.bubble}>
            <p className={`${classes.text ?? ''} outside`} dir="auto">
              {visibleControls(shown)}
            </p>
          </div>
        </figure>
      )}
    </div>
  );
}
