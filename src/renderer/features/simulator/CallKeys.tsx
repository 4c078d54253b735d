import { Button, SimpleGrid, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import classes from './CallKeys.module.css';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const names: Readonly<Record<string, string>> = { '*': 'star', '#': 'pound' };

/** The keys of a telephone. Where several are wanted they are gathered, up to that many or the pound key. */
export function CallKeys(props: {
  readonly disabled: boolean;
  /** How many keys are wanted; null: as many as the person likes. */
  readonly numDigits: number | null;
  readonly onPress: (digits: string) => void;
}) {
  const { disabled, numDigits, onPress } = props;
  const [pressed, setPressed] = useState('');
  const finish = (digits: string) => {
    setPressed('');
    onPress(digits);
  };
  const press = (key: string) => {
    const digits = pressed + key;
    if (key === '#' || (numDigits !== null && digits.length >= numDigits)) finish(digits);
    else setPressed(digits);
  };
  return (
    <div role="group" aria-label="Keys">
      <SimpleGrid cols={3} spacing={6}>
        {keys.map((key) => (
          <UnstyledButton
            key={key}
            className={classes.key}
            disabled={disabled}
            aria-label={`Press ${names[key] ?? key}`}
            onClick={() => press(key)}
          >
            {key}
          </UnstyledButton>
        ))}
      </SimpleGrid>
      {pressed !== '' && !disabled && (
        <Button className={classes.done} fullWidth size="compact-sm" variant="light" onClick={() => finish(pressed)}>
          Done: {pressed}
        </Button>
      )}
    </div>
  );
}
