import { Button, Switch } from '@mantine/core';
import type { Mode } from '../../../shared/domain';
import type { AiState } from '../../../shared/ipc-contract';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { useSetting } from '../../store/use-setting';
import { toggleAi } from '../../store/use-thread-commands';
import { showSetting } from '../settings/show-setting';
import { providerWords } from '../thread/decision-facts';
import classes from './AiPage.module.css';
import { Section } from './Section';

const modeWords: Readonly<Record<Mode, string>> = {
  auto: 'answered automatically',
  draft: 'drafted for you to check',
  off: 'left to you',
};

/** How the AI stands, in a line that can be read at a glance, with the switches that change it. */
export function StateSection() {
  const desk = useDesk();
  const command = useCommand();
  const ai = useDeskState((state) => state.facts?.ai);
  const shadow = useSetting('shadow') ?? false;
  if (!ai) return null;
  const setShadow = async () => {
    if ((await command('setting.put', { key: 'shadow', value: !shadow })) === undefined) return;
    desk.ui.setState({ announcement: shadow ? 'Shadow mode is off' : 'Shadow mode is on' });
  };
  return (
    <Section
      title={titleOf(ai, shadow)}
      tools={
        <Button size="compact-sm" variant="default" onClick={() => showSetting(desk, 'ai')}>
          Settings…
        </Button>
      }
    >
      <p className={classes.stateLine}>
        <StateWords ai={ai} shadow={shadow} />
      </p>
      <div className={classes.switches}>
        <Switch size="sm" checked={ai.enabled} onChange={() => toggleAi(desk, command)} label="AI replies" />
        <Switch size="sm" checked={shadow} onChange={() => void setShadow()} label="Shadow mode" />
      </div>
    </Section>
  );
}

function titleOf({ enabled }: AiState, shadow: boolean): string {
  if (!enabled) return 'The AI is off everywhere';
  return shadow ? 'The AI is in shadow mode' : 'The AI is on';
}

function StateWords({ ai, shadow }: { readonly ai: AiState; readonly shadow: boolean }) {
  const writer = (
    <>
      Who writes: <strong>{providerWords(ai.provider)}</strong>.
    </>
  );
  if (!ai.enabled) return <>Nothing is answered, drafted or noted until it is switched on again.</>;
  if (shadow) return <>It sends nothing: what it would have said is only noted, for you to judge below. {writer}</>;
  return (
    <>
      New conversations are <strong>{modeWords[ai.defaultMode]}</strong>. {writer}
    </>
  );
}
