import { Modal, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { MAX_TAG, MAX_TAGS } from '../../../shared/contract/contacts-contract';
import type { Row } from '../../../shared/ipc-contract';
import { nameOf } from '../../components/person';
import { useHome } from '../../components/use-home';
import { useDesk, useDeskState, useUi } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { useThreadCommands } from '../../store/use-thread-commands';
import { CallDialog } from '../thread/CallDialog';
import { TimeForm } from '../thread/TimeForm';

/** The dialogues in which a thread is given tags, put off to a time, or called. */
export function ThreadDialogs() {
  const { ui } = useDesk();
  const asking = useUi((state) => state.asking);
  const row = useDeskState(({ rows }) => rows.get(asking?.contactId ?? ''));
  const close = () => ui.setState({ asking: null });
  return (
    <>
      <Modal opened={asking?.kind === 'tags' && row !== undefined} onClose={close} title="Tags" centered>
        {row && <TagEditor row={row} inDialogue />}
      </Modal>
      <Modal
        opened={asking?.kind === 'snooze' && row !== undefined}
        onClose={close}
        title="Snooze until a date and time"
        centered
      >
        {row && <SnoozeForm contactId={row.thread._id} onDone={close} />}
      </Modal>
      {asking?.kind === 'call' && row && <CallDialog row={row} onClose={close} />}
    </>
  );
}

/** The tags of a thread, with those in use elsewhere offered. What is added or removed is stored at once. */
export function TagEditor({ row, inDialogue = false }: { readonly row: Row; readonly inDialogue?: boolean }) {
  const { ask } = useDesk();
  const command = useCommand();
  const home = useHome();
  const [inUse, setInUse] = useState<readonly string[]>([]);
  const { tags, _id: contact_id } = row.thread;
  // Without them tags can still be typed.
  const readTags = () => void ask('tags.list', {}).then(setInUse, () => undefined);
  const change = (next: readonly string[]) => {
    const add = next.filter((tag) => !tags.includes(tag) && tag.trim() !== '');
    const remove = tags.filter((tag) => !next.includes(tag));
    if (add.length + remove.length > 0) void command('thread.tag', { contact_id, add, remove });
  };
  return (
    <TagsInput
      label={inDialogue ? `Tags of ${nameOf(row.contact, home)}` : undefined}
      aria-label={inDialogue ? undefined : 'Tags'}
      size={inDialogue ? 'sm' : 'xs'}
      placeholder={tags.length === 0 ? 'Add a tag' : undefined}
      data={[...inUse]}
      value={[...tags]}
      maxTags={MAX_TAGS}
      maxLength={MAX_TAG}
      data-autofocus={inDialogue || undefined}
      onFocus={readTags}
      onChange={change}
    />
  );
}

function SnoozeForm({ contactId, onDone }: { readonly contactId: string; readonly onDone: () => void }) {
  const { snooze } = useThreadCommands(contactId);
  return (
    <TimeForm
      action="Snooze"
      hint="It comes back by itself then, or as soon as the customer writes."
      onChosen={(until) => {
        snooze(until);
        onDone();
      }}
    />
  );
}
