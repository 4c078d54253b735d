import { Button, Skeleton } from '@mantine/core';
import { IconMessages, IconMoodSad } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CommunicationType, Preview } from '../../../shared/domain';
import { Empty } from '../../components/Empty';
import { nameOf } from '../../components/person';
import { useHome } from '../../components/use-home';
import { visibleControls } from '../../../shared/visible-controls';
import { useDesk, useDeskState, useUi } from '../../store/desk-context';
import type { ThreadOnScreen } from '../../store/desk-state';
import { Composer } from '../composer/Composer';
import { FirstStart } from '../first-start/FirstStart';
import { ChannelFilter } from './ChannelFilter';
import { HandOffBanner } from './HandOffBanner';
import classes from './ThreadPane.module.css';
import { kindsIn, messagesOfKind } from './shown-channels';
import { ThreadHeader } from './ThreadHeader';
import { Timeline } from './Timeline';
import { useMarkRead } from './use-mark-read';

/** The thread on screen: its head, its messages, and where an answer is written. */
export function ThreadPane() {
  const { sync, ui } = useDesk();
  const thread = useDeskState((state) => state.thread);
  const row = useDeskState(({ rows, thread: open }) => rows.get(open?.contactId ?? ''));
  const isNew = useDeskState(({ facts }) => facts?.counts.all === 0);
  const home = useHome();
  const person = row ? nameOf(row.contact, home) : '';
  useMarkRead(row?.thread);
  const newest = row?.thread.last;
  useEffect(() => {
    if (newest?.sender === 'contact') ui.setState({ announcement: `${person}: ${visibleControls(newest.text)}` });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- said once for each message
  }, [newest?.message_id]);

  if (!thread) {
    return (
      <main className={classes.pane} aria-label="Conversation">
        {isNew ? (
          <FirstStart />
        ) : (
          <Empty icon={<IconMessages size={24} stroke={1.5} />} title="No conversation is open">
            Choose one on the left, or move with J and K and open with Enter.
          </Empty>
        )}
      </main>
    );
  }
  if (thread.status === 'failed') {
    const again = () => sync.openThread(thread.contactId);
    return (
      <main className={classes.pane} aria-label="Conversation">
        <Empty
          icon={<IconMoodSad size={24} stroke={1.5} />}
          title={thread.problem?.message ?? 'This conversation cannot be read.'}
          action={
            <Button size="xs" variant="light" onClick={again}>
              Try again
            </Button>
          }
        >
          {thread.problem?.remedy}
        </Empty>
      </main>
    );
  }
  return (
    <main className={classes.pane} aria-label={`Conversation with ${person}`}>
      {row && <ThreadHeader row={row} />}
      {row && <HandOffBanner thread={row.thread} />}
      {thread.status === 'ready' && row ? (
        <>
          <NarrowedTimeline key={thread.contactId} thread={thread} person={person} last={row.thread.last} />
          <Composer key={`composer-${thread.contactId}`} row={row} thread={thread} />
        </>
      ) : (
        <div className={classes.waiting} aria-busy="true" aria-label="Loading the conversation">
          <Skeleton height={36} width="45%" radius="md" />
          <Skeleton height={52} width="55%" radius="md" ml="auto" />
          <Skeleton height={36} width="35%" radius="md" />
        </div>
      )}
    </main>
  );
}

/** The messages, all or those of one kind of communication. What is jumped to is there whatever was wanted before. */
function NarrowedTimeline(props: {
  readonly thread: ThreadOnScreen;
  readonly person: string;
  readonly last: Preview | null;
}) {
  const { thread, person } = props;
  const { messages, sessions } = thread;
  const [wanted, setWanted] = useState<CommunicationType | null>(null);
  const isJumping = useUi(({ jump }) => jump !== null);
  const kinds = useMemo(() => kindsIn(sessions), [sessions]);
  const only = isJumping || !kinds.includes(wanted ?? 'sms') ? null : wanted;
  const shown = useMemo(() => ({ ...thread, messages: messagesOfKind(messages, only) }), [messages, only, thread]);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the jump comes from outside, and is over at once
    if (isJumping) setWanted(null);
  }, [isJumping]);
  const choose = useCallback((next: CommunicationType | null) => setWanted(next), []);
  return (
    <>
      <ChannelFilter kinds={kinds} only={only} last={props.last} onChange={choose} />
      <Timeline key={only ?? 'all'} thread={only === null ? thread : shown} person={person} />
    </>
  );
}
