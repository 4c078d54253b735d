import { Button } from '@mantine/core';
import { IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react';
import type { BulkAction } from '../../../shared/contract/sessions-contract';
import { formatNumber } from '../../components/formats';
import { ExportMenu } from '../pages/ExportMenu';
import classes from './ChosenBar.module.css';
import { sessionsWords } from './session-words';

/** What can be done with the sessions that were chosen. */
export function ChosenBar(props: {
  readonly count: number;
  readonly total: number;
  readonly busy: boolean;
  readonly onAct: (action: BulkAction) => void;
  readonly onExport: (format: 'json' | 'csv') => void;
  readonly onAll: () => void;
  readonly onNone: () => void;
}) {
  const { count, total, busy, onAct, onExport } = props;
  return (
    <div className={classes.bar} role="toolbar" aria-label="Chosen sessions">
      <span className={classes.count}>{sessionsWords(count)} chosen</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={busy}
        leftSection={<IconLock size={14} stroke={1.75} />}
        onClick={() => onAct('close')}
      >
        Close
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={busy}
        leftSection={<IconLockOpen size={14} stroke={1.75} />}
        onClick={() => onAct('reopen')}
      >
        Reopen
      </Button>
      <ExportMenu
        formats={[
          { format: 'csv', label: 'As a table (CSV)…' },
          { format: 'json', label: 'As documents (JSON)…' },
        ]}
        position="bottom-start"
        disabled={busy}
        onExport={onExport}
      />
      <Button
        size="compact-sm"
        variant="default"
        c="var(--sb-bad)"
        disabled={busy}
        leftSection={<IconTrash size={14} stroke={1.75} />}
        onClick={() => onAct('delete')}
      >
        Delete
      </Button>
      <span className={classes.rest}>
        {count < total && (
          <Button size="compact-sm" variant="subtle" onClick={props.onAll}>
            Choose all {formatNumber(total)}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={props.onNone}>
          Choose none
        </Button>
      </span>
    </div>
  );
}
