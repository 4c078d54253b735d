import { Button, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import type { KnowledgeEntry } from '../../../shared/domain';
import { visibleControls } from '../../../shared/visible-controls';
import { tryEntry } from '../ai/try-entry';
import { useDesk } from '../../store/desk-context';
import { formatNumber } from '../../components/formats';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { whoWords } from '../../components/who-words';
import { entryTextOf, type EntryStart } from '../../store/entry-start';
import { comparable, findAlike } from './alike-entries';
import { AnswerField } from './AnswerField';
import { Conflict } from './Conflict';
import { countTags } from './entry-query';
import classes from './Knowledge.module.css';
import { useEntries } from './use-entries';
import { useEntryActs } from './use-entry-acts';
import { linesOf, typedOf, useEntryForm, type EntryForm as Form } from './use-entry-form';
import { ENOUGH_WORDINGS } from './wordings-words';

/** One entry to be written: its question in all its forms, the answer, tags, and whether it is answered with. */
export function EntryForm({ start, onClose }: { readonly start: EntryStart; readonly onClose: () => void }) {
  const form = useEntryForm(start);
  const { typed, change, problems, entry } = form;
  const { all } = useEntries();
  const acts = useEntryActs();
  const desk = useDesk();
  const tags = useMemo(() => countTags(all ?? []).map(({ tag }) => tag), [all]);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save().then((done) => done && onClose());
      }}
    >
      <Instead start={start} form={form} />
      <Conflict form={form} newest={entry && all?.find(({ _id }) => _id === entry._id)} isKnown={all !== null} />
      <TextInput
        label="Question"
        dir="auto"
        data-autofocus
        value={typed.question}
        error={problems.question}
        onChange={(event) => change({ question: event.currentTarget.value })}
      />
      <AlikeHint all={all ?? []} form={form} />
      <Textarea
        label="Also asked"
        description={alsoAskedWords(1 + linesOf(typed.forms).length)}
        dir="auto"
        autosize
        minRows={2}
        maxRows={6}
        value={typed.forms}
        error={problems.forms}
        onChange={(event) => change({ forms: event.currentTarget.value })}
      />
      <AnswerField value={typed.answer} error={problems.answer} onChange={(answer) => change({ answer })} />
      <TagsInput
        label="Tags"
        splitChars={[',', ';']}
        acceptValueOnBlur
        clearable={false}
        data={tags}
        value={[...typed.tags]}
        error={problems.tags}
        // What is pasted or typed in one go has its commas still in it.
        onChange={(next) => change({ tags: [...new Set(next.flatMap(splitTags))] })}
      />
      <Switch
        label="Active: the AI answers with it"
        checked={typed.active}
        onChange={(event) => change({ active: event.currentTarget.checked })}
      />
      <div className={classes.foot}>
        <Changed entry={entry} />
        {entry && (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} stroke={1.75} />}
            onClick={() => void acts.remove(entry).then((done) => done && onClose())}
          >
            Delete
          </Button>
        )}
        <Button
          variant="subtle"
          disabled={typed.question.trim() === '' || typed.answer.trim() === ''}
          onClick={() => tryEntry(desk, form.tried())}
        >
          Try on past questions
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={form.saving}>
          Save
        </Button>
      </div>
    </form>
  );
}

/** What other forms are for, and whether there are enough of them. */
function alsoAskedWords(count: number): string {
  const what = 'Other ways of asking the same, one on each line.';
  if (count >= ENOUGH_WORDINGS) return what;
  return `${what} With one wording about half of the ways of asking are understood, with ${ENOUGH_WORDINGS} nearly all; this has ${formatNumber(count)}.`;
}

function splitTags(typed: string): string[] {
  return typed
    .split(/[,;]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** Where the AI's text rested on an entry: that one can be changed in the place of writing another. */
function Instead({ start, form }: { readonly start: EntryStart; readonly form: Form }) {
  const { instead } = start;
  if (!instead) return null;
  const changing = form.entry !== null;
  const into = () => {
    const text = entryTextOf(instead);
    const asked = start.text?.question ?? text.question;
    const forms = asked === text.question ? text.forms : [...new Set([...text.forms, asked])];
    form.changeInto(instead, { ...typedOf({ ...text, forms }), answer: form.typed.answer });
  };
  const asNew = () =>
    form.changeInto(null, typedOf({ ...entryTextOf(null), ...start.text, answer: form.typed.answer }));
  return (
    <div className={classes.note} role="note">
      <p className="outside">
        {changing ? 'This changes the entry' : 'The AI’s text rested on'} “{visibleControls(instead.question)}”
        {changing ? ' that the AI’s text rested on.' : '.'}
      </p>
      <Button size="compact-sm" variant="light" onClick={changing ? asNew : into}>
        {changing ? 'Write a new entry instead' : 'Change that entry instead'}
      </Button>
    </div>
  );
}

/** Says that another entry asks nearly the same, while the question is typed. */
function AlikeHint({ all, form }: { readonly all: readonly KnowledgeEntry[]; readonly form: Form }) {
  const question = useDeferredValue(form.typed.question);
  const compared = useMemo(() => comparable(all), [all]);
  const alike = useMemo(() => findAlike(compared, question, form.entry?._id ?? null), [compared, form.entry, question]);
  if (!alike) return null;
  const open = () =>
    form.changeInto(alike.entry, {
      ...typedOf({
        ...entryTextOf(alike.entry),
        forms: [...new Set([...entryTextOf(alike.entry).forms, form.typed.question.trim()])].filter(
          (one) => one !== alike.entry.question,
        ),
      }),
    });
  return (
    <div className={classes.note} role="status">
      <p className="outside">Very like “{visibleControls(alike.question)}”</p>
      {form.entry === null && (
        <Button size="compact-sm" variant="light" onClick={open}>
          Add it to that entry
        </Button>
      )}
    </div>
  );
}

function Changed({ entry }: { readonly entry: KnowledgeEntry | null }) {
  const now = useNow();
  if (!entry) return <span className={classes.grow} />;
  const by = entry.by === undefined ? '' : ` by ${whoWords(entry.by)}`;
  const words = entry.updatedAt === entry.createdAt ? 'Written' : 'Changed';
  return (
    <span className={`${classes.grow ?? ''} hint outside`}>
      {words}
      {by} {whenWords(entry.updatedAt, now)}
    </span>
  );
}
