import { TextInput } from '@mantine/core';
import { IconActivity, IconAlertTriangle, IconCircleX, IconInfoCircle, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { ActivityLine } from '../../../shared/ipc-contract';
import { Empty } from '../../components/Empty';
import { fullTime, timeOfDay } from '../../components/time-words';
import { visibleControls } from '../../components/visible-controls';
import { useDesk, useDeskState } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import { PageFrame } from '../pages/PageFrame';
import classes from './ActivityPage.module.css';

const signs = { info: IconInfoCircle, warn: IconAlertTriangle, error: IconCircleX } as const;
const signWords = { info: 'Note', warn: 'Warning', error: 'Error' } as const;

/** What the console did, line by line, the newest first. */
export function ActivityPage() {
  return (
    <PageFrame title="Activity">
      <ActivityLog />
    </PageFrame>
  );
}

function ActivityLog() {
  const activity = useDeskState((state) => state.activity);
  const [filter, setFilter] = useState('');
  const lines = useMemo(() => matching(activity, filter), [activity, filter]);
  return (
    <>
      <TextInput
        type="search"
        size="xs"
        aria-label="Filter activity"
        placeholder="Filter by text"
        leftSection={<IconSearch size={14} stroke={1.75} />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        data-autofocus
      />
      {lines.length === 0 ? (
        <Empty
          icon={<IconActivity size={24} stroke={1.5} />}
          title={filter === '' ? 'Nothing has happened yet' : 'No line has this text'}
        >
          Every message, session and automatic decision leaves a line here.
        </Empty>
      ) : (
        <Lines lines={lines} />
      )}
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly ActivityLine[] }) {
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  // The virtualizer changes in place; nothing here is memoized by a compiler.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 28,
    overscan: 20,
  });
  const show = (contactId: string) => goToThread(desk, contactId);
  return (
    <div ref={box} className={classes.scroll} role="region" aria-label="Activity log">
      <ol className={classes.lines} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index];
          if (!line) return null;
          const Sign = signs[line.level];
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-level={line.level}
              className={classes.line}
              style={{ transform: `translateY(${start}px)` }}
            >
              <time dateTime={line.at} title={fullTime(line.at)}>
                {timeOfDay(line.at)}
              </time>
              <Sign size={14} stroke={1.75} aria-label={signWords[line.level]} />
              <span className={`${classes.text ?? ''} outside`}>{visibleControls(line.text)}</span>
              {line.contact_id !== null && (
                <button type="button" className={classes.show} onClick={() => line.contact_id && show(line.contact_id)}>
                  Show
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Gives the lines that have a text, in any case, newest first. */
function matching(activity: readonly ActivityLine[], filter: string): readonly ActivityLine[] {
  const wanted = filter.trim().toLocaleLowerCase();
  const lines = wanted === '' ? activity : activity.filter(({ text }) => text.toLocaleLowerCase().includes(wanted));
  return [...lines].reverse();
}
