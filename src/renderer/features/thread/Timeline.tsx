import { Button, Loader } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { addressOfSession, type ThreadOnScreen } from '../../store/desk-state';
import { dayWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useVirtualRows } from '../../components/use-virtual-rows';
import { useDesk } from '../../store/desk-context';
import { MessageBubble } from './MessageBubble';
import { SessionDivider } from './SessionDivider';
import { layOut, type TimelineItem } from './timeline-items';
import dividers from './Divider.module.css';
import classes from './Timeline.module.css';
import { useJump } from './use-jump';
import { useNewBelow } from './use-new-below';
import { useStayAtEnd } from './use-stay-at-end';

/** How near to the end counts as being there, in CSS pixels. */
const NEAR_END = 60;
/** How near to the start older messages are asked for. */
const NEAR_START = 800;

/** The messages of the thread in order of time. It stays at the end when it is there, and in its place otherwise. */
export function Timeline({ thread, person }: { readonly thread: ThreadOnScreen; readonly person: string }) {
  const { sync, ui } = useDesk();
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const { messages, sessions, more, loadingOlder } = thread;
  const items = useMemo(() => layOut(messages, sessions), [messages, sessions]);
  const virtual = useVirtualRows(box, {
    count: items.length,
    estimateSize: (i) => estimate(items[i]),
    getItemKey: (i) => items[i]?.key ?? i,
    overscan: 12,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    paddingStart: 8,
    paddingEnd: 12,
  });
  const { fresh, clear } = useNewBelow(messages, atEnd, () => virtual.scrollToEnd());
  useStayAtEnd(box, atEnd);
  useLayoutEffect(() => {
    virtual.scrollToEnd();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- at first sight only; later the list keeps its place
  }, []);
  const marked = useJump(items, box, (index) => virtual.scrollToIndex(index, { align: 'start' }));
  const visible = virtual.getVirtualItems();
  const nearStart = (virtual.scrollOffset ?? Infinity) < NEAR_START;
  useEffect(() => {
    // What comes in above would carry away what was just jumped to.
    if (ui.getState().marked !== null) return;
    if (nearStart && more && !loadingOlder) sync.loadOlder();
  }, [nearStart, marked, more, loadingOlder, messages, sync, ui]);
  const onScroll = () => {
    // Asked of the page: the virtualizer learns of heights a moment later.
    const near = box.current !== null && distanceToEnd(box.current) <= NEAR_END;
    setAtEnd(near);
    if (near) clear();
  };
  return (
    <div className={classes.frame}>
      {/* The log is not a live region: what it draws while being scrolled is not news. What is new is said apart. */}
      <div
        ref={box}
        className={classes.scroll}
        role="log"
        aria-live="off"
        aria-label={`Conversation with ${person}`}
        // Everybody must be able to scroll it, and it may hold nothing else to put the focus on.
        tabIndex={0}
        onScroll={onScroll}
      >
        {loadingOlder && <Loader className={classes.older ?? ''} size={16} aria-label="Loading older messages" />}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {visible.map(({ key, index, start }) => (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-marked={key === marked || undefined}
              className={classes.item}
              style={{ transform: `translateY(${start}px)` }}
            >
              <TimelineRow item={items[index]} thread={thread} person={person} now={now} />
            </div>
          ))}
        </div>
      </div>
      {fresh > 0 && (
        <Button
          className={classes.pill ?? ''}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowDown size={14} stroke={2} />}
          onClick={() => virtual.scrollToEnd()}
        >
          {fresh === 1 ? '1 new message' : `${fresh} new messages`}
        </Button>
      )}
    </div>
  );
}

function TimelineRow(props: {
  readonly item: TimelineItem | undefined;
  readonly thread: ThreadOnScreen;
  readonly person: string;
  readonly now: number;
}) {
  const { item, thread, person } = props;
  if (!item) return null;
  switch (item.kind) {
    case 'day':
      return (
        <div className={dividers.day}>
          <span>{dayWords(item.at, props.now)}</span>
        </div>
      );
    case 'session':
      return <SessionDivider item={item} address={item.session.metadata.fromNumber} />;
    case 'message':
      return (
        <MessageBubble
          message={item.message}
          person={person}
          address={addressOfSession(thread, item.message.session_id)}
          contactId={thread.contactId}
          follows={item.follows}
        />
      );
  }
}

function distanceToEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

function estimate(item: TimelineItem | undefined): number {
  if (item?.kind !== 'message') return 40;
  return 64 + 20 * Math.floor(item.message.content.length / 60);
}
