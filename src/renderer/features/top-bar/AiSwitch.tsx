import { Kbd, Switch, Tooltip } from '@mantine/core';
import { IconSparkles, IconSparkles2Off } from '@tabler/icons-react';
import type { AiState } from '../../../shared/ipc-contract';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { whoWords } from '../../components/who-words';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { providerWords } from '../thread/decision-facts';
import { toggleAi } from '../../store/use-thread-commands';
import classes from './TopBar.module.css';

/** The one switch above every thread's mode. */
export function AiSwitch() {
  const ai = useDeskState((state) => state.facts?.ai);
  const desk = useDesk();
  const command = useCommand();
  const now = useNow();
  if (!ai) return null;
  const Icon = ai.enabled ? IconSparkles : IconSparkles2Off;
  return (
    <div className={classes.ai} data-off={!ai.enabled || undefined}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <Tooltip
        label={
          <>
            {ai.enabled ? 'Stop every automatic reply at once' : 'Let the AI answer again'} <Kbd size="xs">Ctrl/⌘</Kbd>{' '}
            <Kbd size="xs">Shift</Kbd> <Kbd size="xs">A</Kbd>
          </>
        }
      >
        <Switch
          size="sm"
          checked={ai.enabled}
          onChange={() => toggleAi(desk, command)}
          label={ai.enabled ? 'AI replies are on' : 'AI replies are off everywhere'}
          aria-label="AI replies"
          classNames={{ label: classes.aiLabel ?? '' }}
        />
      </Tooltip>
      <span className={classes.aiWho}>{switchedWords(ai, now)}</span>
    </div>
  );
}

function switchedWords(ai: AiState, now: number): string {
  const provider = providerWords(ai.provider);
  if (ai.at === null) return ai.fromEnvironment ? `${provider} · set by environment` : provider;
  return `${provider} · switched by ${whoWords(ai.by)} ${whenWords(ai.at, now)}`;
}
