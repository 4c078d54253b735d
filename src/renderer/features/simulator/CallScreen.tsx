import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconMicrophone, IconPhone, IconPhoneOff } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState, type SyntheticEvent } from 'react';
import type { CallLine, CallView } from '../../../shared/simulator-contract';
import { visibleControls } from '../../../shared/visible-controls';
import { callWords, isCallOver } from './call-on-screen';
import { CallKeys } from './CallKeys';
import classes from './CallScreen.module.css';
import { useAct } from './simulator-context';

const speakers: Readonly<Record<CallLine['who'], string>> = {
  console: 'Console',
  me: 'Me',
  other: 'The other person',
  twilio: 'Twilio',
};

/** A call as its person has it: what is heard, and what can be done at this moment. Speech is typed. */
export function CallScreen(props: { readonly call: CallView; readonly name: string; readonly onClose: () => void }) {
  const { call } = props;
  const act = useAct();
  const { call_id } = call;
  const lines = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    lines.current?.scrollTo({ top: lines.current.scrollHeight });
  }, [call.lines.length]);
  return (
    <div className={classes.screen} role="group" aria-label={`Call on ${props.name}’s phone`}>
      <p className={classes.status} role="status">
        {callWords(call)}
      </p>
      <div
        ref={lines}
        className={classes.lines}
        role="log"
        aria-label="What is said"
        // A list that scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        {call.lines.map((line, index) => (
          <p key={index} className={classes.line} data-who={line.who}>
            <b>{speakers[line.who]}</b> <span className="outside">{visibleControls(line.text)}</span>
          </p>
        ))}
      </div>
      {isCallOver(call) ? (
        <Button variant="default" onClick={props.onClose}>
          Back to messages
        </Button>
      ) : call.waiting?.for === 'answer' ? (
        <Group grow gap={6}>
          <Button
            leftSection={<IconPhone size={16} aria-hidden />}
            onClick={() => void act('call.answer', { call_id })}
          >
            Answer
          </Button>
          <Button
            color="red.8"
            leftSection={<IconPhoneOff size={16} aria-hidden />}
            onClick={() => void act('call.decline', { call_id })}
          >
            Decline
          </Button>
        </Group>
      ) : (
        <Talking call={call} />
      )}
    </div>
  );
}

/** What the person can do while connected. */
function Talking({ call }: { readonly call: CallView }) {
  const { call_id, waiting } = call;
  const act = useAct();
  const [words, setWords] = useState('');
  const speaks =
    waiting?.for === 'recording' || waiting?.for === 'other' || (waiting?.for === 'input' && waiting.speech);
  const presses = waiting?.for === 'recording' || (waiting?.for === 'input' && waiting.digits);
  const say = async (event: SyntheticEvent) => {
    event.preventDefault();
    const text = words.trim();
    if (text === '' || !speaks) return;
    setWords('');
    if ((await act('call.say', { call_id, text })) === undefined) setWords(text);
  };
  return (
    <>
      <form className={classes.say} onSubmit={(event) => void say(event)}>
        <TextInput
          className={classes.words}
          aria-label="What you say"
          placeholder={waitingWords(call)}
          value={words}
          maxLength={2000}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <ActionIcon type="submit" variant="light" size={36} aria-label="Say" disabled={!speaks || words.trim() === ''}>
          <IconMicrophone size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </form>
      <CallKeys
        key={call.lines.length}
        disabled={!presses}
        numDigits={waiting?.for === 'input' ? waiting.numDigits : 1}
        onPress={(digits) => void act('call.press', { call_id, digits })}
      />
      <Group grow gap={6}>
        <Button
          variant="default"
          px={6}
          disabled={waiting?.for !== 'input' && waiting?.for !== 'recording'}
          onClick={() => void act('call.stay-silent', { call_id })}
        >
          Stay silent
        </Button>
        <Button
          color="red.8"
          px={6}
          leftSection={<IconPhoneOff size={16} aria-hidden />}
          onClick={() => void act('call.hang-up', { call_id })}
        >
          Hang up
        </Button>
      </Group>
    </>
  );
}

function waitingWords({ waiting }: CallView): string {
  switch (waiting?.for) {
    case 'input':
      return waiting.speech ? 'Type what you say…' : 'Press a key below';
    case 'recording':
      return 'Leave a message…';
    case 'other':
      return 'Type what you say…';
    default:
      return 'Listening…';
  }
}
