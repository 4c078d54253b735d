import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { KnowledgeEntry } from '../../../shared/domain';
import { visibleControls } from '../../../shared/visible-controls';
import { whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { entryTextOf } from '../../store/entry-start';
import classes from './Knowledge.module.css';
import { typedOf, type EntryForm, type TypedEntry } from './use-entry-form';

/**
 * Says that somebody else has changed or deleted the entry meanwhile, and shows both, so that neither is lost unseen.
 *
 * @param props.newest the entry as it stands now; undefined or null: it is not there
 * @param props.isKnown whether the entries have been read at all
 */
export function Conflict(props: {
  readonly form: EntryForm;
  readonly newest: KnowledgeEntry | null | undefined;
  readonly isKnown: boolean;
}) {
  const { form, newest, isKnown } = props;
  const { entry, typed } = form;
  const now = useNow();
  if (!entry) return null;
  const isOther = isKnown && newest?.updatedAt !== entry.updatedAt;
  if (!isOther && form.theirs === undefined) return null;
  const theirs = newest ?? form.theirs ?? null;
  if (!theirs) {
    return (
      <div className={classes.conflict} role="alert">
        <p className={classes.warn}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          This entry was deleted while you were writing. What you wrote is still here.
        </p>
        <Button size="compact-sm" variant="light" onClick={() => form.changeInto(null)}>
          Keep mine as a new entry
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.conflict} role="alert">
      <p className={classes.warn}>
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
        This entry was changed {whenWords(theirs.updatedAt, now)}, while you were writing. Nothing of either is lost
        yet.
      </p>
      <div className={classes.versions}>
        <Version title="As it is now" typed={typedOf(entryTextOf(theirs))} />
        <Version title="Yours" typed={typed} />
      </div>
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="light" onClick={() => form.changeInto(theirs)}>
          Write mine over it
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => form.changeInto(theirs, typedOf(entryTextOf(theirs)))}
        >
          Take it as it is now
        </Button>
      </div>
    </div>
  );
}

function Version({ title, typed }: { readonly title: string; readonly typed: TypedEntry }) {
  return (
    <section aria-label={title}>
      <h4 className={classes.heading}>{title}</h4>
      <p className={`${classes.question ?? ''} outside`} dir="auto">
        {visibleControls(typed.question)}
      </p>
      <p className={`${classes.text ?? ''} outside`} dir="auto">
        {visibleControls(typed.answer)}
      </p>
      <p className="hint outside">
        {[typed.forms.split('\n').filter(Boolean).join(' / '), typed.tags.join(', '), typed.active ? '' : 'Off']
          .filter(Boolean)
          .map(visibleControls)
          .join(' · ')}
      </p>
    </section>
  );
}
