import { Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconListDetails, IconMoodSad, IconRefresh } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { BulkAction, SessionRow } from '../../../shared/contract/sessions-contract';
import { Empty } from '../../components/Empty';
import { useDesk, useUi } from '../../store/desk-context';
import { noFilters } from '../../store/session-filters';
import { goToThread } from '../../store/show-page';
import { PageFrame } from '../pages/PageFrame';
import { WorkBar } from '../pages/WorkBar';
import { ChosenBar } from './ChosenBar';
import { ConfirmBulk } from './ConfirmBulk';
import { isFiltered, queryOf } from './session-query';
import { sessionsWords } from './session-words';
import { RenameSession } from './RenameSession';
import { SessionFilterBar } from './SessionFilterBar';
import { SessionTable } from './SessionTable';
import { useFoundSessions, type FoundSessions } from './use-found-sessions';
import { useSessionActs, type SessionActs } from './use-session-acts';

/** All sessions, to be found, sorted, and acted on one by one or many at once. */
export function SessionsPage() {
  const desk = useDesk();
  const filters = useUi((ui) => ui.sessionFilters);
  // Days are counted from the moment at which the filters were set.
  const query = useMemo(() => queryOf(filters), [filters]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const atStart = useRef(true);
  const found = useFoundSessions(query, () => atStart.current && chosen.size === 0);
  const acts = useSessionActs();
  const [asking, setAsking] = useState<{ action: BulkAction; ids: readonly string[] } | null>(null);
  const [renaming, setRenaming] = useState<SessionRow | null>(null);
  const { total } = found;

  const carryOut = (action: BulkAction, ids: readonly string[]) => {
    setAsking(null);
    void acts.bulk(action, ids).then((done) => {
      if (!done) return;
      setChosen(new Set());
      found.refresh();
    });
  };

  return (
    <PageFrame
      title="Sessions"
      aside={total !== null && <Count total={total} />}
      tools={<PageTools found={found} acts={acts} />}
    >
      <SessionFilterBar />
      {acts.work.progress !== null && <WorkBar words={acts.workWords} work={acts.work} />}
      {total === null && found.work.progress !== null && (
        <WorkBar words="Reading all conversations" work={found.work} />
      )}
      {chosen.size > 0 && (
        <ChosenBar
          count={chosen.size}
          total={total ?? 0}
          busy={acts.work.progress !== null}
          onAct={(action) => setAsking({ action, ids: [...chosen] })}
          onExport={(format) => void acts.exportAll([...chosen], format)}
          onAll={() => void found.ids(0, total ?? 0).then((ids) => setChosen(new Set(ids)))}
          onNone={() => setChosen(new Set())}
        />
      )}
      {total === 0 || (total === null && found.work.progress === null) ? (
        <NothingHere found={found} />
      ) : (
        <SessionTable
          found={found}
          chosen={chosen}
          onChoose={setChosen}
          onScroll={(top) => {
            atStart.current = top < 8;
          }}
          onOpen={(row) => row.contact && goToThread(desk, row.contact._id, row.session._id)}
          onRename={setRenaming}
          onMerge={(row, into) => void acts.merge(row, into).then(found.refresh)}
          onAct={(action, ids) => setAsking({ action, ids })}
          onExport={(row, format) => void acts.exportAll([row.session._id], format)}
        />
      )}
      <ConfirmBulk
        asking={asking}
        changes={asking && changedBy(asking, found)}
        onCancel={() => setAsking(null)}
        onConfirm={() => asking && carryOut(asking.action, asking.ids)}
      />
      <RenameSession
        row={renaming}
        onCancel={() => setRenaming(null)}
        onRename={(row, title) => {
          setRenaming(null);
          void acts.retitle(row, title);
        }}
      />
    </PageFrame>
  );
}

/** How many sessions an action changes; null where not all of them are loaded. */
function changedBy(
  { action, ids }: { action: BulkAction; ids: readonly string[] },
  found: FoundSessions,
): number | null {
  if (action === 'delete') return ids.length;
  const chosen = new Set(ids);
  let [known, changed] = [0, 0];
  for (let at = 0; at < (found.total ?? 0); at += 1) {
    const session = found.row(at)?.session;
    if (!session || !chosen.has(session._id)) continue;
    known += 1;
    if ((session.status === 'active') === (action === 'close')) changed += 1;
  }
  return known === chosen.size ? changed : null;
}

function Count({ total }: { readonly total: number }) {
  return <span className="dim">{sessionsWords(total)}</span>;
}

function PageTools({ found, acts }: { readonly found: FoundSessions; readonly acts: SessionActs }) {
  const undoable = useUi((ui) => ui.undoable);
  return (
    <>
      {found.isOld && (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconRefresh size={14} stroke={1.75} />}
          onClick={() => found.refresh()}
        >
          Show what is new
        </Button>
      )}
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false} disabled={undoable.length === 0}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            disabled={undoable.length === 0}
            leftSection={<IconArrowBackUp size={14} stroke={1.75} />}
          >
            Undo
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Until Switchboard is closed</Menu.Label>
          {undoable.map((step) => (
            <Menu.Item key={step.undo_id} onClick={() => void acts.undo(step).then(found.refresh)}>
              {step.words}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function NothingHere({ found }: { readonly found: FoundSessions }) {
  const { ui } = useDesk();
  const filtered = useUi((state) => isFiltered(state.sessionFilters));
  if (found.problem || found.total === null) {
    return (
      <Empty
        icon={<IconMoodSad size={24} stroke={1.5} />}
        title={found.problem?.message ?? 'The sessions have not been read'}
        action={
          <Button size="xs" variant="light" onClick={() => found.refresh()}>
            Try again
          </Button>
        }
      >
        {found.problem?.remedy}
      </Empty>
    );
  }
  return (
    <Empty
      icon={<IconListDetails size={24} stroke={1.5} />}
      title={filtered ? 'No session is like this' : 'No sessions yet'}
      action={
        filtered && (
          <Button size="xs" variant="light" onClick={() => ui.setState({ sessionFilters: noFilters })}>
            Clear the filters
          </Button>
        )
      }
    >
      {filtered
        ? 'Try fewer words or a longer time.'
        : 'Each burst of texts and each call becomes a session. They all stand here, to be closed, exported or deleted.'}
    </Empty>
  );
}
