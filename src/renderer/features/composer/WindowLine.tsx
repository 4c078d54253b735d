import { IconClock } from '@tabler/icons-react';
import { WINDOW_CLOSES_SOON_MS } from '../../../shared/whatsapp-window';
import classes from './TemplatePanel.module.css';

const MINUTE = 60_000;

/** How long anything may still be written to somebody on WhatsApp. */
export function WindowLine({ leftMs }: { readonly leftMs: number }) {
  const isSoon = leftMs < WINDOW_CLOSES_SOON_MS;
  return (
    <span
      className={classes.left}
      role="timer"
      aria-live="off"
      aria-label="WhatsApp window"
      data-soon={isSoon || undefined}
      title="Anything may be written on WhatsApp for a day after the customer wrote; after that approved templates only"
    >
      <IconClock size={13} stroke={1.75} aria-hidden />
      {isSoon
        ? `WhatsApp window closes in ${leftWords(leftMs)}, then templates only`
        : `WhatsApp window open for ${leftWords(leftMs)}`}
    </span>
  );
}

function leftWords(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
