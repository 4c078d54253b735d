import { Button } from '@mantine/core';
import { visibleControls } from '../../../shared/visible-controls';
import type { CannedReply } from '../../../shared/domain';
import classes from './CannedList.module.css';

/** The canned replies that fit what is typed after `/`. The keys stay with the text box. */
export function CannedList(props: {
  readonly id: string;
  readonly matches: readonly CannedReply[];
  readonly chosen: CannedReply | null;
  readonly hasAny: boolean;
  /** The mouse stands on it. */
  readonly onPoint: (reply: CannedReply) => void;
  readonly onPick: (reply: CannedReply) => void;
  readonly onManage: () => void;
}) {
  const { id, matches, chosen } = props;
  return (
    <div className={classes.panel}>
      {matches.length > 0 ? (
        <div id={id} className={classes.list} role="listbox" aria-label="Canned replies">
          {matches.map((reply) => (
            <button
              key={reply._id}
              id={optionId(id, reply)}
              type="button"
              className={classes.item}
              role="option"
              tabIndex={-1}
              aria-selected={reply === chosen}
              // The text box keeps the focus, so that one can write on.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => props.onPoint(reply)}
              onClick={() => props.onPick(reply)}
            >
              <span className={classes.shortcut}>/{visibleControls(reply.shortcut)}</span>
              <span className={classes.preview}>{visibleControls(reply.text)}</span>
            </button>
          ))}
        </div>
      ) : (
        <p id={id} className={classes.none} role="status">
          {props.hasAny ? 'No canned reply fits.' : 'There are no canned replies yet.'}
        </p>
      )}
      <div className={classes.foot}>
        <span>
          {matches.length > 0
            ? '↑↓ choose · Enter insert · Esc close'
            : 'Nothing is sent while this is open · Esc close'}
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          onMouseDown={(event) => event.preventDefault()}
          onClick={props.onManage}
        >
          Manage…
        </Button>
      </div>
    </div>
  );
}

/** Id of the element of one reply, for the text box to point at. */
export function optionId(listId: string, reply: CannedReply): string {
  return `${listId}-${reply._id}`;
}
