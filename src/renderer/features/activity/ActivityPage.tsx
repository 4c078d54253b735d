import { notifications } from '@mantine/notifications';
import { IconActivity } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { filterActivity } from '../../../shared/activity-filter';
import type { ActivityLine } from '../../../shared/ipc-contract';
import { formatNumber } from '../../components/formats';
import { Empty } from '../../components/Empty';
import { useDesk, useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import { ExportMenu } from '../pages/ExportMenu';
import { PageFrame } from '../pages/PageFrame';
import { ActivityFilterBar } from './ActivityFilterBar';
import { ActivityLines } from './ActivityLines';
import { anyLine, filterOf, linesUpTo, type ActivityChoice } from './activity-choice';

/** What the console did, line by line, the newest first: of this run and of earlier ones. */
export function ActivityPage() {
  const lines = useAllLines();
  const [choice, setChoice] = useState<ActivityChoice>(anyLine);
  const [held, setHeld] = useState<ActivityLine | null>(null);
  const filter = useMemo(() => filterOf(choice), [choice]);
  const wanted = useMemo(() => filterActivity(lines, filter), [filter, lines]);
  // Whoever reads further down is not pushed along by what comes.
  const shown = useMemo(() => linesUpTo(wanted, held).toReversed(), [held, wanted]);
  const fresh = wanted.length - shown.length;
  return (
    <PageFrame
      title="Activity"
      aside={<span className="dim">{wanted.length === 1 ? '1 line' : `${formatNumber(wanted.length)} lines`}</span>}
      tools={<ExportLines choice={choice} disabled={wanted.length === 0} />}
    >
      <ActivityFilterBar
        choice={choice}
        onChange={(next) => {
          setChoice(next);
          setHeld(null);
        }}
      />
      {wanted.length === 0 ? (
        <Empty
          icon={<IconActivity size={24} stroke={1.5} />}
          title={lines.length === 0 ? 'Nothing has happened yet' : 'No line is like this'}
        >
          Every message, session and automatic decision leaves a line here.
        </Empty>
      ) : (
        <ActivityLines
          lines={shown}
          fresh={fresh}
          onAway={(away) => setHeld(away ? (held ?? wanted.at(-1) ?? null) : null)}
        />
      )}
    </PageFrame>
  );
}

/** Lines of earlier runs, read once, and those of this one. */
function useAllLines(): readonly ActivityLine[] {
  const { ask } = useDesk();
  const recent = useDeskState((state) => state.activity);
  const [earlier, setEarlier] = useState<readonly ActivityLine[]>([]);
  useEffect(() => {
    // Without them there is still all that this run has done.
    void ask('activity.earlier', {}).then(
      (answer) => setEarlier(answer.lines),
      () => undefined,
    );
  }, [ask]);
  return useMemo(() => {
    const first = recent[0]?.at;
    return [...(first === undefined ? earlier : earlier.filter(({ at }) => at < first)), ...recent];
  }, [earlier, recent]);
}

function ExportLines({ choice, disabled }: { readonly choice: ActivityChoice; readonly disabled: boolean }) {
  const { ui } = useDesk();
  const command = useCommand();
  const save = async (format: 'text' | 'csv') => {
    const { text, levels, from, before } = filterOf(choice);
    const done = await command('activity.export', { format, text, levels: [...levels], from, before });
    if (done?.file == null) return;
    const words = `${formatNumber(done.lines)} lines were written to ${done.file}`;
    notifications.show({ message: words });
    ui.setState({ announcement: words });
  };
  return (
    <ExportMenu
      formats={[
        { format: 'text', label: 'As text…' },
        { format: 'csv', label: 'As a table (CSV)…' },
      ]}
      disabled={disabled}
      onExport={(format) => void save(format)}
    />
  );
}
