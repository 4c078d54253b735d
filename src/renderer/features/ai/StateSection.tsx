import { Button, Switch } from '@mantine/core';
import type { Mode } from '../../../shared/domain';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { toggleAi } from '../../store/use-thread-commands';
import { showSetting } from '../settings/show-setting';
import { providerWords } from '../thread/decision-facts';
import classes from './AiPage.module.css';
import { Section } from './Section';

const modeWords: Readonly<Record<Mode, string>> = {
  auto: 'answered by itself',
  draft: 'drafted for you to check',
  off: 'left to you',
};

/** How the AI stands, in a line that can be read at a glance, with the switches that change it. */
export function StateSection() {
  const desk = useDesk();
  const command = useCommand();
  const ai = useDeskState((state) => state.facts?.ai);
  if (!ai) return null;
  return (
    <Section
      title={ai.enabled ? 'The AI is on' : 'The AI is off everywhere'}
      tools={
        <Button size="compact-sm" variant="default" onClick={() => showSetting(desk, 'ai')}>
          Settings…
        </Button>
      }
    >
      <p className={classes.stateLine}>
        {ai.enabled ? (
          <>
            New conversations are <strong>{modeWords[ai.defaultMode]}</strong>, written by{' '}
            <strong>{providerWords(ai.provider)}</strong>.
          </>
        ) : (
          <>Nothing is answered or drafted until it is switched on again.</>
        )}
      </p>
      <div className={classes.switches}>
        <Switch
          size="sm"
          checked={ai.enabled}
          onChange={() => toggleAi(desk, command)}
          label="AI replies"
          description="The one switch above all conversations"
        />
      </div>
    </Section>
  );
}
