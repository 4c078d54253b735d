import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowUp, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ActivityLine } from '../../../shared/ipc-contract';
import { formatDate, formatNumber } from '../../components/formats';
import { fullTime } from '../../components/time-words';
import { useVirtualRows } from '../../components/use-virtual-rows';
import { visibleControls } from '../../../shared/visible-controls';
import { useDesk } from '../../store/desk-context';
import { goToThread } from '../../store/show-page';
import classes from './ActivityLines.module.css';

/** How far from the beginning counts as reading further down, in CSS pixels. */
const AWAY = 40;

const signs = { info: IconInfoCircle, warn: IconAlertTriangle, error: IconCircleX } as const;
const signWords = { info: 'Note', warn: 'Warning', error: 'Error' } as const;

/** Lines of the activity log; only those in sight are drawn. */
export function ActivityLines(props: {
  /** Newest first. */
  readonly lines: readonly ActivityLine[];
  /** How many lines have come that are not among them, since the reader looks further down. */
  readonly fresh: number;
  /** Called when the reader leaves the beginning or comes back to it. */
  readonly onAway: (away: boolean) => void;
}) {
  const { lines, fresh, onAway } = props;
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const away = useRef(false);
  const virtual = useVirtualRows(box, {
    count: lines.length,
    estimateSize: () => 28,
    // The oldest has number 0 for good.
    getItemKey: (index) => lines.length - index,
    overscan: 20,
    paddingStart: 8,
    paddingEnd: 8,
  });
  const onScroll = (top: number) => {
    if (top > AWAY === away.current) return;
    away.current = !away.current;
    onAway(away.current);
  };
  return (
    <div className={classes.frame}>
      <div
        ref={box}
        className={classes.scroll}
        role="region"
        aria-label="Activity log"
        // Everybody must be able to scroll it, and it may hold nothing else to put the focus on.
        tabIndex={0}
        onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
      >
        <ol className={classes.lines} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const line = lines[index];
            if (!line) return null;
            const { contact_id } = line;
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
                  {lineTime(line.at)}
                </time>
                <Sign size={14} stroke={1.75} aria-label={signWords[line.level]} />
                <span className={`${classes.text ?? ''} outside`}>{visibleControls(line.text)}</span>
                {contact_id !== null && (
                  <button type="button" className={classes.show} onClick={() => goToThread(desk, contact_id)}>
                    Show
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      </div>
      {fresh > 0 && (
        <Button
          className={classes.pill ?? ''}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowUp size={14} stroke={2} />}
          onClick={() => box.current?.scrollTo({ top: 0 })}
        >
          {fresh === 1 ? '1 new line' : `${formatNumber(fresh)} new lines`}
        </Button>
      )}
    </div>
  );
}

function lineTime(iso: string): string {
  return formatDate({ dateStyle: 'short', timeStyle: 'medium' }, new Date(iso));
}
