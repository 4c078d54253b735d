import { ActionIcon, Button, Modal, Textarea, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { knowledgeText } from '../../../shared/contract/settings-contract';
import type { KnowledgeEntry } from '../../../shared/domain';
import { useDesk } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import classes from './SettingsPage.module.css';

/** The team's questions and answers, to be added, changed and removed. */
export function KnowledgeSection() {
  const { ui } = useDesk();
  const command = useCommand();
  const [entries, setEntries] = useState<readonly KnowledgeEntry[] | null>(null);
  const [editing, setEditing] = useState<KnowledgeEntry | 'new' | null>(null);
  const [removing, setRemoving] = useState<KnowledgeEntry | null>(null);
  const read = useCallback(() => command('knowledge.read', {}).then((all) => all && setEntries(all)), [command]);
  useEffect(() => void read(), [read]);

  const remove = async (entry: KnowledgeEntry) => {
    setRemoving(null);
    if ((await command('knowledge.remove', { entry_id: entry._id })) === undefined) return;
    ui.setState({ announcement: 'Entry removed' });
    await read();
  };
  return (
    <div>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} stroke={1.75} />}
        onClick={() => setEditing('new')}
      >
        Add an entry
      </Button>
      {entries?.length === 0 && (
        <p className={`${classes.help ?? ''} ${classes.apart ?? ''}`}>
          Nothing here yet. Write down what customers ask again and again, each with its answer; “Your knowledge”
          answers from these alone, and a language model gets those that fit.
        </p>
      )}
      <ul className={classes.entries} aria-label="Knowledge entries">
        {entries?.map((entry) => (
          <li key={entry._id} className={classes.entry}>
            <div className={classes.entryText}>
              <p className={`${classes.question ?? ''} outside`} dir="auto">
                {entry.question}
              </p>
              <p className={`${classes.answer ?? ''} outside`} dir="auto">
                {entry.answer}
              </p>
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Edit: ${entry.question}`}
              onClick={() => setEditing(entry)}
            >
              <IconPencil size={16} stroke={1.75} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove: ${entry.question}`}
              onClick={() => setRemoving(entry)}
            >
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Modal
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={editing === 'new' ? 'New entry' : 'Edit entry'}
        centered
      >
        {editing !== null && (
          <EntryForm
            entry={editing === 'new' ? null : editing}
            onDone={() => {
              setEditing(null);
              ui.setState({ announcement: 'Entry saved' });
              void read();
            }}
          />
        )}
      </Modal>
      <Modal opened={removing !== null} onClose={() => setRemoving(null)} title="Remove this entry?" centered>
        <p className="outside">{removing?.question}</p>
        <div className={classes.buttons}>
          <Button color="red" onClick={() => removing && void remove(removing)}>
            Remove
          </Button>
          <Button variant="default" onClick={() => setRemoving(null)}>
            Cancel
          </Button>
        </div>
      </Modal>
    </div>
  );
}

function EntryForm({ entry, onDone }: { readonly entry: KnowledgeEntry | null; readonly onDone: () => void }) {
  const command = useCommand();
  const [question, setQuestion] = useState(entry?.question ?? '');
  const [answer, setAnswer] = useState(entry?.answer ?? '');
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const problems = {
    question: problemOf(knowledgeText.question.safeParse(question)),
    answer: problemOf(knowledgeText.answer.safeParse(answer)),
  };
  const save = async () => {
    setTried(true);
    if (problems.question !== null || problems.answer !== null) return;
    setSaving(true);
    const saved = await command('knowledge.put', { entry_id: entry?._id ?? null, question, answer });
    setSaving(false);
    if (saved) onDone();
  };
  return (
    <form
      className={classes.control}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label="Question"
        dir="auto"
        data-autofocus
        value={question}
        error={tried && problems.question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <Textarea
        label="Answer"
        dir="auto"
        autosize
        minRows={4}
        maxRows={12}
        value={answer}
        error={tried && problems.answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={saving}>
          Save
        </Button>
      </div>
    </form>
  );
}

function problemOf(parsed: {
  readonly success: boolean;
  readonly error?: { issues: { message: string }[] };
}): string | null {
  return parsed.success ? null : (parsed.error?.issues[0]?.message ?? 'This cannot be used.');
}
