import { Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { errorNumberIn, errorPage } from '../../../shared/error-guide';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { useCommand } from '../../store/use-command';
import classes from './Connect.module.css';

/** What went wrong, what to do, and on request the technical text. */
export function TroubleBox({
  trouble,
}: {
  readonly trouble: Pick<RequestProblem, 'message'> & {
    readonly remedy?: string | undefined;
    readonly detail?: string | null | undefined;
  };
}) {
  return (
    <div className={classes.trouble} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden className={classes.troubleSign ?? ''} />
      <div>
        <p className={classes.strong}>{trouble.message}</p>
        {trouble.remedy && <p>{trouble.remedy}</p>}
        {trouble.detail && (
          <details className={classes.details}>
            <summary>Technical text</summary>
            <p className="outside">{trouble.detail}</p>
            <PageLink code={errorNumberIn(trouble.detail)} />
          </details>
        )}
      </div>
    </div>
  );
}

/** Twilio's own page about one of its errors. */
function PageLink({ code }: { readonly code: number | null }) {
  const command = useCommand();
  if (code === null) return null;
  return (
    <Anchor
      component="button"
      type="button"
      size="xs"
      c="var(--sb-accent)"
      onClick={() => void command('link.open', { url: errorPage(code) })}
    >
      {`Twilio’s page about error ${code}`}
    </Anchor>
  );
}
