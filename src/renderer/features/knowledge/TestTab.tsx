import { Button, Loader, NativeSelect, Textarea } from '@mantine/core';
import { IconMessageQuestion, IconPlayerStop } from '@tabler/icons-react';
import { useId } from 'react';
import type { AskedAnswer } from '../../../shared/contract/knowledge-contract';
import type { CommunicationType, KnowledgeEntry } from '../../../shared/domain';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { Empty } from '../../components/Empty';
import { useDesk } from '../../store/desk-context';
import { useWork } from '../pages/use-work';
import { AskedResult } from './AskedResult';
import classes from './Knowledge.module.css';

/** What was asked in the test box, kept while another part of the page is shown. */
export interface Asked {
  readonly typed: string;
  readonly type: CommunicationType;
  /** What came of it; null while nothing has. */
  readonly result: { readonly question: string; readonly answer: AskedAnswer } | null;
  readonly problem: RequestProblem | null;
}

export const nothingAsked: Asked = { typed: '', type: 'sms', result: null, problem: null };

const types: readonly { readonly value: CommunicationType; readonly label: string }[] = [
  { value: 'sms', label: 'By SMS' },
  { value: 'whatsapp', label: 'On WhatsApp' },
  { value: 'voice', label: 'On the phone' },
];

/** “What would you answer to …”: asks the provider in force, and shows which entries fit how well. */
export function TestTab(props: {
  readonly entries: readonly KnowledgeEntry[];
  readonly asked: Asked;
  readonly onAsked: (change: (before: Asked) => Asked) => void;
}) {
  const { asked, onAsked } = props;
  const { ask, ui } = useDesk();
  const work = useWork(true);
  const hintId = useId();
  const question = asked.typed.trim();
  const run = async () => {
    if (question === '') return;
    const outcome = await work.run((work_id) => ask('knowledge.ask', { work_id, question, type: asked.type }));
    if (outcome.kind === 'stopped') return;
    onAsked((before) => ({
      ...before,
      ...(outcome.kind === 'done'
        ? { result: { question, answer: outcome.value }, problem: null }
        : { result: null, problem: outcome.problem }),
    }));
    ui.setState({ announcement: outcome.kind === 'done' ? 'The answer is there' : outcome.problem.message });
  };
  return (
    <div className={classes.scroll}>
      <form
        className={classes.ask}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <Textarea
          className={classes.grow ?? ''}
          label="What would you answer to …"
          description="Asked as a new customer would, and answered by whoever writes your answers now. Nothing is stored, nothing is sent."
          placeholder="do u guys deliver on sundays"
          dir="auto"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1600}
          aria-describedby={hintId}
          value={asked.typed}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            onAsked((before) => ({ ...before, typed }));
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void run();
          }}
        />
        <div className={classes.askRow}>
          <NativeSelect
            size="xs"
            aria-label="How it is asked"
            data={[...types]}
            value={asked.type}
            onChange={(event) => {
              const chosen = types.find(({ value }) => value === event.currentTarget.value);
              if (chosen) onAsked((before) => ({ ...before, type: chosen.value }));
            }}
          />
          {work.progress === null ? (
            <Button type="submit" size="xs" disabled={question === ''}>
              Ask
            </Button>
          ) : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlayerStop size={14} stroke={1.75} />}
              onClick={work.stop}
            >
              Stop
            </Button>
          )}
          {work.progress !== null && <Loader size={16} aria-label="Asking" />}
          <span id={hintId} className="hint">
            Enter asks, Shift + Enter begins a new line
          </span>
        </div>
      </form>
      {asked.problem && (
        <p role="alert" className={classes.bad}>
          {asked.problem.message} {asked.problem.remedy}
        </p>
      )}
      {asked.result ? (
        <AskedResult question={asked.result.question} answer={asked.result.answer} entries={props.entries} />
      ) : (
        !asked.problem && (
          <Empty icon={<IconMessageQuestion size={24} stroke={1.5} />} title="Try a question before a customer does">
            The answer that would be given stands here, and below it every entry that comes near, with how well it fits.
          </Empty>
        )
      )}
    </div>
  );
}
