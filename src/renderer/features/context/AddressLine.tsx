import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconUserMinus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ContactDetails } from '../../../shared/contract/contacts-contract';
import type { AddressState } from '../../../shared/ipc-contract';
import { showAddress } from '../../../shared/phone-address';
import { windowLeft } from '../../../shared/whatsapp-window';
import { ChannelIcon, channelWord } from '../../components/ChannelIcon';
import { durationWords, whenWords } from '../../components/time-words';
import { useHome } from '../../components/use-home';
import { useNow } from '../../components/use-now';
import { useDeskState } from '../../store/desk-context';
import { useCommand } from '../../store/use-command';
import classes from './ContextPane.module.css';

/** How long it says that a number was copied, in milliseconds. */
const COPIED_MS = 1_500;

/** One address of a person: how it is written, what it is used for, and whether it may be written to. */
export function AddressLine(props: {
  readonly state: AddressState;
  readonly details: ContactDetails | null;
  /** Takes it out as a separate person; absent for the only one. */
  readonly onTakeOut?: (() => void) | undefined;
}) {
  const { state, details, onTakeOut } = props;
  const channels = useDeskState(({ facts }) => facts?.channels);
  const home = useHome();
  const now = useNow();
  const stops = Object.entries(state.optedOut);
  const shown = showAddress(state.address, home);
  const international = showAddress(state.address);
  const kinds = details?.kinds[state.address] ?? [];
  const window = details?.windows.find(({ address }) => address === state.address);
  const left = window ? (window.isRefused ? 0 : windowLeft(window.lastInboundAt, now)) : null;
  return (
    <div className={classes.address} role="group" aria-label={shown}>
      <div className={classes.number}>
        <span className="outside">{shown}</span>
        <span className={classes.numberButtons}>
          {kinds.map((kind) => (
            <span key={kind} title={channelWord(kind)}>
              <ChannelIcon type={kind} />
              <span className="visuallyHidden">{channelWord(kind)}</span>
            </span>
          ))}
          <CopyNumber address={state.address} shown={shown} />
          {onTakeOut && (
            <Tooltip label="Take out: a separate person">
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Take out ${shown}`} onClick={onTakeOut}>
                <IconUserMinus size={14} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </span>
      </div>
      {international !== shown && <p className={classes.hint}>{international}</p>}
      {stops.length === 0 ? (
        <p className={classes.hint}>Texts allowed</p>
      ) : (
        stops.map(([channelId, { at, keyword, code }]) => {
          const type = channels?.get(channelId)?.communication_type;
          return (
            <p key={channelId} className={classes.stopped}>
              Opted out{type ? ` of ${channelWord(type)}` : ''} with “<bdi>{keyword}</bdi>”
              {code === undefined ? '' : ', as Twilio said'} {whenWords(at, now)}
            </p>
          );
        })
      )}
      {left !== null && (
        <p className={left > 0 ? classes.hint : classes.stopped}>
          {left > 0 ? `WhatsApp window: open for ${durationWords(left)}` : 'WhatsApp window: closed'}
        </p>
      )}
    </div>
  );
}

function CopyNumber({ address, shown }: { readonly address: string; readonly shown: string }) {
  const command = useCommand();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void command('text.copy', { text: address }).then((done) => setCopied(done !== undefined));
  return (
    <Tooltip label={copied ? 'Copied' : 'Copy'}>
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Copy ${shown}`} onClick={copy}>
        {copied ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
      </ActionIcon>
    </Tooltip>
  );
}
