import type { SendersState } from '../../../shared/contract/connect-contract';
import classes from './Connect.module.css';
import { CopyField } from './CopyField';

/** The WhatsApp sandbox has no API: what to paste where in Twilio's Console. */
export function SandboxCard({ urls }: { readonly urls: SendersState['sandbox'] }) {
  return (
    <section className={classes.card} aria-label="WhatsApp sandbox">
      <p className={classes.strong}>WhatsApp sandbox: by hand, at Twilio</p>
      {urls === null ? (
        <p>Once this console has a public address, what to paste stands here.</p>
      ) : (
        <>
          <ol className={classes.steplist}>
            <li>In Twilio’s Console open Messaging → Try it out → Send a WhatsApp message → Sandbox settings.</li>
            <li>Paste these two, each with the method POST, and press Save.</li>
            <li>
              From your own WhatsApp send “join” and the two words that stand on that page to +1 415 523 8886. It holds
              for three days; then join again.
            </li>
          </ol>
          <CopyField label="When a message comes in" text={urls.messages} />
          <CopyField label="Status callback URL" text={urls.status} />
          <p className={classes.quiet}>
            When the public address changes, these two have to be pasted again: Twilio lets nobody set them by program.
          </p>
        </>
      )}
    </section>
  );
}
