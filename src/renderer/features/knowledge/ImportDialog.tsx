import { Badge, Button, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { EntryText, ImportItem, ImportPreview } from '../../../shared/contract/knowledge-contract';
import { visibleControls } from '../../../shared/visible-controls';
import { formatNumber } from '../../components/formats';
import { useVirtualRows } from '../../components/use-virtual-rows';
import { useCommand } from '../../store/use-command';
import classes from './Knowledge.module.css';
import { useEntryActs } from './use-entry-acts';

/** Height of a line in CSS pixels; the same in Knowledge.module.css. */
const ROW = 56;

/** What a file would change, before anything is changed. */
export function ImportDialog(props: { readonly preview: ImportPreview | null; readonly onClose: () => void }) {
  const { preview, onClose } = props;
  return (
    <Modal
      opened={preview !== null}
      onClose={onClose}
      title={preview && <span className="outside">Import {visibleControls(preview.file)}</span>}
      size={760}
      centered
    >
      {preview && <Preview preview={preview} onClose={onClose} />}
    </Modal>
  );
}

type Line =
  | { readonly kind: 'refused'; readonly line: number; readonly question: string; readonly about: string }
  | { readonly kind: ImportItem['kind']; readonly line: number; readonly question: string; readonly about: string };

function Preview({ preview, onClose }: { readonly preview: ImportPreview; readonly onClose: () => void }) {
  const command = useCommand();
  const acts = useEntryActs();
  const [busy, setBusy] = useState(false);
  const { items, refused, unchanged, notes } = preview;
  const added = items.filter(({ kind }) => kind === 'new').length;
  const changed = items.length - added;
  const apply = async () => {
    setBusy(true);
    const done = await command('knowledge.import-apply', { import_id: preview.import_id });
    setBusy(false);
    if (!done) return;
    acts.offerUndo(
      `${countWords(done.added, 'new entry', 'new entries')}, ${countWords(done.changed, 'changed', 'changed')}.`,
      done.undo_id,
    );
    onClose();
  };
  const lines: Line[] = [
    ...refused.map(({ line, question, reason }): Line => ({ kind: 'refused', line, question, about: reason })),
    ...items.map(({ kind, line, text, before }): Line => ({
      ...{ kind, line, question: text.question },
      about: before ? changesOf(before, text) : text.answer.replace(/\s+/g, ' '),
    })),
  ];
  return (
    <div className={classes.preview}>
      <p role="status">
        {[
          countWords(added, 'new', 'new'),
          countWords(changed, 'changed', 'changed'),
          countWords(unchanged, 'as it is here already', 'as they are here already'),
          countWords(refused.length, 'refused', 'refused'),
        ].join(' · ')}
      </p>
      {notes.map((note) => (
        <p key={note} className={classes.warn}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> {note}
        </p>
      ))}
      {lines.length > 0 && <Lines lines={lines} />}
      <p className="hint">
        An entry of the same question is changed; entries that are not in the file stay as they are. Nothing is kept
        before you say so, and all of it can be undone.
      </p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={busy} disabled={items.length === 0} data-autofocus onClick={() => void apply()}>
          {items.length === 0 ? 'Nothing to import' : `Import ${formatNumber(items.length)}`}
        </Button>
      </div>
    </div>
  );
}

const words = { new: 'New', changed: 'Changed', refused: 'Refused' } as const;
const colors = { new: 'green', changed: 'petrol', refused: 'red' } as const;

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows(box, { count: lines.length, estimateSize: () => ROW, overscan: 6 });
  return (
    // Everybody must be able to scroll it, and it holds nothing else to put the focus on.
    <div ref={box} className={classes.lines} role="region" tabIndex={0} aria-label="What the file brings">
      <div role="list" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const one = lines[index];
          return (
            one && (
              <div
                key={index}
                role="listitem"
                aria-setsize={lines.length}
                aria-posinset={index + 1}
                className={classes.line}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Badge size="sm" variant="outline" color={colors[one.kind]} tt="none" className={classes.kind ?? ''}>
                  {words[one.kind]}
                </Badge>
                <div className={classes.words}>
                  <p className={`${classes.question ?? ''} outside oneLine`} dir="auto">
                    {visibleControls(one.question) || 'No question'}
                  </p>
                  <p className={`${classes.answer ?? ''} outside oneLine`} dir="auto">
                    {visibleControls(one.about)}
                  </p>
                </div>
                <span className={classes.when}>line {formatNumber(one.line)}</span>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function countWords(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Says what becomes different, each part with what it becomes. */
function changesOf(before: EntryText, text: EntryText): string {
  const list = (all: readonly string[]) => (all.length === 0 ? 'none' : all.join(', '));
  return [
    ...(before.question === text.question ? [] : [`Question was: ${before.question}`]),
    ...(before.answer === text.answer ? [] : [`Answer: ${text.answer.replace(/\s+/g, ' ')}`]),
    ...(list(before.forms) === list(text.forms) ? [] : [`Forms: ${list(text.forms)}`]),
    ...(list(before.tags) === list(text.tags) ? [] : [`Tags: ${list(text.tags)}`]),
    ...(before.active === text.active ? [] : [text.active ? 'Active' : 'Off']),
  ].join(' · ');
}
