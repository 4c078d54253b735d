import { IconClockExclamation } from '@tabler/icons-react';
import type { Thread } from '../../../shared/domain';
import { WINDOW_CLOSES_SOON_MS, windowLeft } from '../../../shared/whatsapp-window';
import { durationWords } from '../../components/time-words';
import { useNow } from '../../components/use-now';
import { useDeskState } from '../../store/desk-context';
import classes from './WindowBanner.module.css';

/** Says when the time in which anything may be written on WhatsApp ends soon, or that it is over. */
export function WindowBanner({ thread }: { readonly thread: Thread }) {
  const now = useNow();
  const onWhatsApp = useDeskState(
    ({ facts }) => facts?.channels.get(thread.replyTo?.channel_id ?? '')?.communication_type === 'whatsapp',
  );
  if (!onWhatsApp || thread.lastInboundAt === null) return null;
  const left = windowLeft(thread.lastInboundAt, now);
  if (left >= WINDOW_CLOSES_SOON_MS) return null;
  return (
    <div className={classes.banner} role="note" data-closed={left <= 0 || undefined}>
      <IconClockExclamation size={16} stroke={1.75} aria-hidden />
      {left > 0 ? (
        <span>
          <strong>The WhatsApp window closes in {durationWords(left)}.</strong> After that, only templates that WhatsApp
          has approved may be sent until the customer writes again.
        </span>
      ) : (
        <span>
          <strong>The WhatsApp window is closed.</strong> A day has passed since the customer wrote, so WhatsApp refuses
          ordinary messages until they write again. You can call them, or text them from a number.
        </span>
      )}
    </div>
  );
}
