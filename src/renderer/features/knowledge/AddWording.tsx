import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { NearEntry } from '../../../shared/contract/knowledge-contract';
import { cutText } from '../../../shared/preview';
import { visibleControls } from '../../../shared/visible-controls';
import { useCommand } from '../../store/use-command';
import classes from './Knowledge.module.css';
import { useEntryActs } from './use-entry-acts';
import { wordingsWords } from './wordings-words';

/** Longest part of an entry's question in the list to choose from, in characters. */
const SHOWN = 90;

/** Adds what was asked in vain to the entry that comes nearest, or to another one that came near. */
export function AddWording(props: { readonly near: readonly NearEntry[]; readonly wordings: readonly string[] }) {
  const { near, wordings } = props;
  const command = useCommand();
  const acts = useEntryActs();
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const entry = near.find(({ entry_id }) => entry_id === chosen) ?? near[0];
  if (!entry) return null;
  const shown = (question: string) => cutText(visibleControls(question), SHOWN);
  const add = async () => {
    setAdding(true);
    const done = await command('knowledge.add-forms', { entry_id: entry.entry_id, forms: [...wordings] });
    setAdding(false);
    if (!done) return;
    const what = wordings.length === 1 ? 'Another wording' : `${wordings.length} more wordings`;
    acts.offerUndo(`${what} of “${shown(entry.question)}”.`, done.undo_id);
  };
  return (
    <div className={classes.near}>
      <span className="hint">Another wording of</span>
      <NativeSelect
        size="xs"
        className={classes.nearest ?? ''}
        aria-label="Entry that it is another wording of"
        data={near.map(({ entry_id, question, wordings: count }) => ({
          value: entry_id,
          label: `${shown(question)} · ${wordingsWords(count)}`,
        }))}
        value={entry.entry_id}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Button size="compact-xs" variant="light" loading={adding} onClick={() => void add()}>
        {wordings.length === 1 ? 'Add it there' : `Add all ${wordings.length} there`}
      </Button>
    </div>
  );
}
