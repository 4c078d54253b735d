import { Button } from '@mantine/core';
import { IconCircleCheck, IconHandStop } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { BreakerState, TrippedContact } from '../../../shared/contract/ai-contract';
import { wordsOfRule } from '../../../shared/rule-words';
import { visibleControls } from '../../../shared/visible-controls';
import { formatNumber } from '../../components/formats';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useDesk } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import { useCommand } from '../../store/use-command';
import { useWhatHappens } from '../../store/use-what-happens';
import { showSetting } from '../settings/show-setting';
import classes from './AiPage.module.css';
import { Nothing, Section } from './Section';

/** The limits on automatic replies: how they stand, what they stopped, and the way on. */
export function LimitsSection() {
  const desk = useDesk();
  const { ask, ui } = desk;
  const command = useCommand();
  const [state, setState] = useState<BreakerState | null>(null);
  const read = useCallback(() => void ask('ai.breaker', {}).then(setState, () => undefined), [ask]);
  useEffect(read, [read]);
  useWhatHappens(read);
  const reset = async (contact_id: string | null, words: string) => {
    if ((await command('ai.breaker.reset', { contact_id })) === undefined) return;
    ui.setState({ announcement: words });
    read();
  };
  return (
    <Section
      title="Limits on automatic replies"
      isBusy={state === null}
      tools={
        <Button size="compact-sm" variant="default" onClick={() => showSetting(desk, 'limits')}>
          Limits…
        </Button>
      }
    >
      {state && <Desk state={state} onReset={() => void reset(null, 'The AI goes on')} />}
      {state && state.contacts.length > 0 && (
        <ul className={classes.stopped} aria-label="Conversations that a limit stopped">
          {state.contacts.map((one) => (
            <Stopped
              key={one.contact_id}
              stopped={one}
              onReset={() => void reset(one.contact_id, `The AI goes on with ${one.name}`)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Desk({ state, onReset }: { readonly state: BreakerState; readonly onReset: () => void }) {
  const now = useNow();
  const { enabled, deskTripped, deskReplies, perDeskHour, contacts } = state;
  if (!enabled) {
    return <Nothing>The limits are switched off: nothing stops the AI when it talks to a machine.</Nothing>;
  }
  if (deskTripped) {
    return (
      <div className={classes.tripped} role="alert">
        <IconHandStop size={18} stroke={1.75} aria-hidden />
        <p>
          <strong>The AI pauses on the whole desk</strong> since {whenWords(deskTripped.at, now)}. {deskTripped.reason}
        </p>
        <Button size="compact-sm" onClick={onReset}>
          Let it go on
        </Button>
      </div>
    );
  }
  return (
    <p className={classes.calm}>
      <IconCircleCheck size={16} stroke={1.75} aria-hidden />
      <span>
        {`${formatNumber(deskReplies)} of ${formatNumber(perDeskHour)} automatic replies in the last hour. `}
        {contacts.length === 0 ? 'No limit has stopped anything.' : ''}
      </span>
    </p>
  );
}

function Stopped({ stopped, onReset }: { readonly stopped: TrippedContact; readonly onReset: () => void }) {
  const desk = useDesk();
  const now = useNow();
  return (
    <li>
      <span className={classes.stoppedWords}>
        <button type="button" className={classes.link} onClick={() => goToThread(desk, stopped.contact_id)}>
          <bdi>{stopped.name}</bdi>
        </button>{' '}
        <span title={wordsOfRule(stopped.rule).name}>{visibleControls(stopped.reason)}</span>{' '}
        <span className="dim">{whenWords(stopped.at, now)}</span>
      </span>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Let the AI go on with ${stopped.name}`}
        onClick={onReset}
      >
        Let it go on
      </Button>
    </li>
  );
}
