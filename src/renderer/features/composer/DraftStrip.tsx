import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { Message } from '../../../shared/domain';
import { visibleControls } from '../../components/visible-controls';
import { useCommand } from '../../store/use-command';
import classes from './Composer.module.css';

/** What the AI would answer, to be used or thrown away. */
export function DraftStrip(props: {
  readonly draft: Message;
  readonly contactId: string;
  readonly address: string;
  readonly onInsert: () => void;
}) {
  const { draft, contactId, address, onInsert } = props;
  const command = useCommand();
  const { rule } = draft.explanation ?? { rule: null };
  return (
    <div className={classes.draft} role="group" aria-label="Draft by the AI">
      <div className={classes.draftText}>
        <span className={classes.draftWho}>
          <IconSparkles size={14} stroke={1.75} aria-hidden /> AI draft
          {rule !== null && <span className={classes.draftWhy}> · {rule}</span>}
        </span>
        <p dir="auto" className={classes.draftBody}>
          {visibleControls(draft.content)}
        </p>
      </div>
      <Button size="compact-xs" variant="light" onClick={onInsert}>
        Insert
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => void command('draft.discard', { contact_id: contactId, address, message_id: draft._id })}
      >
        Discard
      </Button>
    </div>
  );
}
