import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { Session } from '../../../shared/domain';
import type { AddressState } from '../../../shared/ipc-contract';
import { showAddress } from '../../../shared/phone-address';
import { ChannelIcon, channelWord } from '../../components/ChannelIcon';
import { nameOf } from '../../components/person';
import { PersonAvatar } from '../../components/PersonAvatar';
import { dayWords, durationWords, fullTime, timeOfDay, whenWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useDeskState, useUi } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import classes from './ContextPane.module.css';

/** Who the person of the open thread is: numbers, consent, earlier sessions. */
export function ContextPane() {
  const thread = useDeskState((state) => state.thread);
  const row = useDeskState(({ rows, thread: open }) => rows.get(open?.contactId ?? ''));
  const open = useUi((ui) => ui.contextOpen);
  return (
    <aside className={classes.pane} aria-label="About this person" data-open={open || undefined}>
      {thread && row && (
        <>
          <div className={classes.person}>
            <PersonAvatar contact={row.contact} size={56} />
            <h3 className={classes.name}>
              <bdi>{nameOf(row.contact)}</bdi>
            </h3>
            {row.contact.name === null && row.contact.profileName && (
              <p className={classes.hint}>The name is what they call themselves on WhatsApp</p>
            )}
          </div>
          <Section title={thread.addresses.length === 1 ? 'Number' : 'Numbers'}>
            {thread.addresses.map((state) => (
              <AddressLine key={state.address} state={state} />
            ))}
          </Section>
          {row.contact.notes !== '' && (
            <Section title="Notes">
              <p className={`${classes.notes ?? ''} outside`} dir="auto">
                {row.contact.notes}
              </p>
            </Section>
          )}
          <Section title="Sessions">
            <SessionList sessions={thread.sessions} />
          </Section>
        </>
      )}
    </aside>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={classes.section}>
      <h4 className={classes.title}>{title}</h4>
      {children}
    </section>
  );
}

function AddressLine({ state }: { readonly state: AddressState }) {
  const command = useCommand();
  const channels = useDeskState(({ facts }) => facts?.channels);
  const now = useNow();
  const stops = Object.entries(state.optedOut);
  return (
    <div className={classes.address}>
      <div className={classes.number}>
        <span className="outside">{showAddress(state.address)}</span>
        <CopyButton value={state.address}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy'}>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Copy ${showAddress(state.address)}`}
                onClick={() => {
                  void command('text.copy', { text: state.address });
                  copy();
                }}
              >
                {copied ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
      {stops.length === 0 ? (
        <p className={classes.hint}>May be written to</p>
      ) : (
        stops.map(([channelId, { at, keyword }]) => {
          const type = channels?.get(channelId)?.communication_type;
          return (
            <p key={channelId} className={classes.stopped}>
              Opted out{type ? ` of ${channelWord(type)}` : ''} with “<bdi>{keyword}</bdi>” {whenWords(at, now)}
            </p>
          );
        })
      )}
    </div>
  );
}

/** How many sessions are listed. */
const LISTED = 50;

function SessionList({ sessions }: { readonly sessions: readonly Session[] }) {
  const now = useNow();
  const newest = sessions.slice(-LISTED).reverse();
  if (newest.length === 0) return <p className={classes.hint}>None yet</p>;
  return (
    <ul className={classes.sessions}>
      {newest.map((session) => (
        <li key={session._id} title={fullTime(session.metadata.firstMessageAt)}>
          <ChannelIcon type={session.communication_type} />
          <div>
            <span className="outside">{session.title}</span>
            <span className={classes.hint}>
              {dayWords(session.metadata.firstMessageAt, now)}, {timeOfDay(session.metadata.firstMessageAt)} ·{' '}
              {session.message_count === 1 ? '1 message' : `${session.message_count} messages`}
              {callWords(session)}
              {session.status === 'closed' && ' · closed'}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function callWords({ call }: Session): string {
  return call?.durationSeconds == null ? '' : ` · ${durationWords(call.durationSeconds * 1000)}`;
}
