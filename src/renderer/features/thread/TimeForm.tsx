import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { fullTime } from '../../components/time-words';
import { localMinute, snoozeTimes } from './snooze-times';

/** Asks for a date and time in the future. */
export function TimeForm(props: {
  readonly action: string;
  /** What happens then. */
  readonly hint: string;
  readonly begin?: Date;
  readonly onChosen: (at: Date) => void;
}) {
  const [begun] = useState(() => Date.now());
  const [text, setText] = useState(() => localMinute(props.begin ?? snoozeTimes(begun)[3]?.until ?? new Date(begun)));
  const at = new Date(text);
  const isTime = !Number.isNaN(at.getTime());
  const isPast = isTime && at.getTime() <= begun;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isTime && !isPast) props.onChosen(at);
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        type="datetime-local"
        label="Date and time"
        data-autofocus
        required
        min={localMinute(new Date(begun))}
        value={text}
        error={isPast ? 'This time has passed already.' : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed" mt={8}>
        {isTime && !isPast ? `${fullTime(at.toISOString())}. ` : ''}
        {props.hint}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button type="submit" disabled={!isTime || isPast}>
          {props.action}
        </Button>
      </Group>
    </form>
  );
}
