import { IconAlertTriangle } from '@tabler/icons-react';
import { errorNumberIn } from '../../../shared/error-guide';
import type { RequestProblem } from '../../../shared/ipc-contract';
import { ErrorPageLink } from '../thread/ErrorPageLink';
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
  const code = errorNumberIn(trouble.detail ?? '');
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
            {code !== null && <ErrorPageLink code={code} />}
          </details>
        )}
      </div>
    </div>
  );
}
