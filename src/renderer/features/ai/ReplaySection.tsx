import { Button, Switch, Textarea } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReplayEntry, ReplayPlan } from '../../../shared/replay';
import { visibleControls } from '../../../shared/visible-controls';
import { formatNumber } from '../../components/formats';
import { useDesk, useDeskState, useUi } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { useSetting } from '../../store/use-setting';
import { ChoiceField } from '../pages/FilterFields';
import { lastDays } from '../insights/period';
import classes from './AiPage.module.css';
import { ReplayResults } from './ReplayResults';
import { outlookWords, requestsWords } from './replay-words';
import { Section } from './Section';
import { useReplay } from './use-replay';

const counts = [
  { value: '20', label: 'up to 20 questions' },
  { value: '50', label: 'up to 50 questions' },
  { value: '100', label: 'up to 100 questions' },
] as const;
const periods = [
  { value: '7', label: 'of the last 7 days' },
  { value: '30', label: 'of the last 30 days' },
  { value: '90', label: 'of the last 90 days' },
] as const;

/** By then a dialogue that has just closed has given the focus back to what it was opened by, in milliseconds. */
const GIVEN_BACK_MS = 50;

/** The instructions to the AI, tried on past questions before they are saved. */
export function ReplaySection() {
  const { ui } = useDesk();
  const command = useCommand();
  const saved = useSetting('instructions') ?? '';
  const tried = useUi((state) => state.triedInstructions);
  const provider = useDeskState((state) => state.facts?.ai.provider);
  const [count, setCount] = useState<(typeof counts)[number]['value']>('20');
  const [period, setPeriod] = useState<(typeof periods)[number]['value']>('30');
  const [handedOverOnly, setHandedOverOnly] = useState(false);
  const stateId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const isWanted = useUi((state) => state.wantsReplay);
  useEffect(() => {
    if (!isWanted) return;
    const timer = window.setTimeout(() => {
      ui.setState({ wantsReplay: false });
      box.current?.focus();
    }, GIVEN_BACK_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [isWanted, ui]);
  const instructions = tried ?? saved;
  const isChanged = tried !== null && tried !== saved;
  const entry = useUi((state) => state.triedEntry);
  const replay = useReplay(
    { questions: Number(count), from: lastDays(period).from, to: null, handedOverOnly },
    { instructions: isChanged ? instructions : null, entry },
  );
  const isRunning = replay.run?.isRunning ?? false;

  const save = async () => {
    if ((await command('setting.put', { key: 'instructions', value: instructions })) === undefined) return;
    ui.setState({ triedInstructions: null, announcement: 'The instructions were saved' });
  };
  return (
    <Section
      title="Try it on past questions"
      words="Past questions are answered again. The conversation is as it stood then; instructions, knowledge, settings and the customer’s name are those of today. Nobody gets these answers, and nothing is kept of them."
    >
      <Textarea
        ref={box}
        label="Instructions to the AI"
        description="What your team is, how it speaks, and what it must never promise."
        dir="auto"
        autosize
        minRows={3}
        maxRows={12}
        value={instructions}
        aria-describedby={stateId}
        onChange={(event) => ui.setState({ triedInstructions: event.currentTarget.value })}
      />
      <div className={classes.tryBar}>
        <Button
          size="compact-sm"
          loading={replay.isPlanning}
          disabled={isRunning || replay.plan !== null}
          leftSection={<IconPlayerPlay size={14} stroke={1.75} />}
          onClick={replay.ask}
        >
          {isChanged || entry ? 'Try the change on' : 'Answer again'}
        </Button>
        <ChoiceField label="How many questions" value={count} options={counts} onChange={setCount} />
        <ChoiceField label="Of which time" value={period} options={periods} onChange={setPeriod} />
        <Switch
          size="xs"
          label="Only where the AI handed over"
          checked={handedOverOnly}
          onChange={(event) => setHandedOverOnly(event.currentTarget.checked)}
        />
        <span id={stateId} className={classes.changeState}>
          {isChanged ? 'Not saved' : ''}
        </span>
        {isChanged && (
          <>
            <Button size="compact-sm" variant="light" onClick={() => void save()}>
              Save
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => ui.setState({ triedInstructions: null })}
            >
              Discard
            </Button>
          </>
        )}
      </div>
      {replay.outlook && !isRunning && !replay.plan && <p className={classes.note}>{outlookWords(replay.outlook)}</p>}
      {entry && <TriedEntry entry={entry} />}
      {isChanged && !entry && provider !== undefined && provider !== 'openai' && (
        <p className={classes.note}>
          Only a language model reads instructions. The answers of what writes now will be the same with and without the
          change.
        </p>
      )}
      {replay.plan && <Agreement plan={replay.plan} onAgree={replay.agree} onDecline={replay.decline} />}
      {isRunning && (
        <div className={classes.running}>
          <span>
            {replay.run && replay.run.total > 0
              ? `Answered ${formatNumber(replay.run.done)} of ${formatNumber(replay.run.total)}`
              : 'Looking for past questions'}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlayerStop size={12} stroke={1.75} />}
            onClick={replay.stop}
          >
            Stop
          </Button>
        </div>
      )}
      {replay.run && <ReplayResults run={replay.run} />}
    </Section>
  );
}

/** The knowledge entry that is tried, with the way back to where it is saved. */
function TriedEntry({ entry }: { readonly entry: ReplayEntry }) {
  const { ui } = useDesk();
  const command = useCommand();
  const edit = async () => {
    const { entry_id, question, answer, forms } = entry;
    const before =
      entry_id === null ? null : (await command('knowledge.read', {}))?.find(({ _id }) => _id === entry_id);
    ui.setState({ editingEntry: { entry: before ?? null, text: { question, answer, forms } } });
  };
  return (
    <div className={classes.agreement} role="group" aria-label="Knowledge entry on trial">
      <p className="outside">
        With the knowledge entry <strong>{visibleControls(entry.question)}</strong>, which is not saved by this.
      </p>
      <Button size="compact-sm" variant="default" onClick={() => void edit()}>
        Edit and save…
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => ui.setState({ triedEntry: null })}>
        Without it
      </Button>
    </div>
  );
}

/** What a run would take, for a yes or a no. */
function Agreement(props: { readonly plan: ReplayPlan; readonly onAgree: () => void; readonly onDecline: () => void }) {
  return (
    <div className={classes.agreement} role="group" aria-label="What this takes">
      <p>{outlookWords(props.plan)} They are asked one after the other.</p>
      <Button size="compact-sm" onClick={props.onAgree}>
        {requestsWords(props.plan)}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={props.onDecline}>
        Not now
      </Button>
    </div>
  );
}
