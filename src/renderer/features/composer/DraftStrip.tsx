import { Button, Popover, Skeleton } from '@mantine/core';
import { IconPencil, IconRefresh, IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import type { Message } from '../../../shared/domain';
import { wordsOfRule } from '../../../shared/rule-words';
import { visibleControls } from '../../../shared/visible-controls';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { DecisionCard } from '../thread/DecisionCard';
import { questionWords, useSources } from '../thread/use-sources';
import classes from './DraftStrip.module.css';
import { BeingWritten } from './WritingStrip';

/** What the AI would answer: to be used, changed, written anew or thrown away, with what it rests on. */
export function DraftStrip(props: {
  readonly draft: Message;
  readonly contactId: string;
  readonly address: string;
  /** What the AI is writing in its place just now; null: nothing. */
  readonly soFar: string | null;
  readonly onInsert: () => void;
  /** Inserts it and goes on writing. */
  readonly onEdit: () => void;
}) {
  const { draft, contactId, address, soFar } = props;
  const { ui } = useDesk();
  const command = useCommand();
  const [busy, setBusy] = useState(false);
  const knowledge = draft.explanation?.knowledge ?? [];
  const regenerate = () => {
    setBusy(true);
    void command('draft.regenerate', { contact_id: contactId, address }).then((done) => {
      setBusy(false);
      if (done !== undefined) ui.setState({ announcement: 'The AI wrote another draft' });
    });
  };
  const discard = () => void command('draft.discard', { contact_id: contactId, address, message_id: draft._id });
  return (
    <div className={classes.draft} role="group" aria-label="Draft by the AI" aria-busy={busy || soFar !== null}>
      <div className={classes.head}>
        {soFar === null ? (
          <span className={classes.who}>
            <IconSparkles size={14} stroke={1.75} aria-hidden /> AI draft
          </span>
        ) : (
          <BeingWritten />
        )}
        {soFar === null && draft.decision && (
          <span className={classes.why}>{wordsOfRule(draft.decision.rule).name}</span>
        )}
        {soFar === null && knowledge.length > 0 && <Sources key={draft._id} ids={knowledge} />}
        {soFar === null && (
          <span className={classes.card}>
            <DecisionCard message={draft} />
          </span>
        )}
      </div>
      <p dir="auto" className={classes.body} data-unchecked={soFar !== null || undefined}>
        {visibleControls(soFar ?? draft.content)}
      </p>
      <div className={classes.actions}>
        <Button size="compact-xs" variant="light" disabled={soFar !== null} onClick={props.onInsert}>
          Insert
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={soFar !== null}
          leftSection={<IconPencil size={14} stroke={1.75} />}
          onClick={props.onEdit}
        >
          Edit
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          loading={busy}
          leftSection={<IconRefresh size={14} stroke={1.75} />}
          onClick={regenerate}
        >
          Regenerate
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" disabled={soFar !== null} onClick={discard}>
          Discard
        </Button>
      </div>
    </div>
  );
}

/** The team's own questions and answers that a draft rests on. */
function Sources({ ids }: { readonly ids: readonly string[] }) {
  const { sources, load } = useSources(ids);
  return (
    <Popover width={340} position="top-start" withArrow shadow="md" trapFocus onOpen={load}>
      <Popover.Target>
        <button type="button" className={classes.sources}>
          {ids.length === 1 ? '1 source' : `${ids.length} sources`}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What the draft rests on">
        {sources === null ? (
          <Skeleton height={40} />
        ) : (
          <dl className={classes.entries} tabIndex={-1} data-autofocus>
            {sources.map((source) => (
              <div key={source.id}>
                <dt>{visibleControls(questionWords(source))}</dt>
                {source.answer !== null && <dd>{visibleControls(source.answer)}</dd>}
              </div>
            ))}
          </dl>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
