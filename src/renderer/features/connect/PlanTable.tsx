import type { WebhookLine } from '../../../shared/contract/connect-contract';
import classes from './Connect.module.css';

/** What changes at one sender: each address as it is (or was), and as it is to be (or is). */
export function PlanTable({ lines, isDone }: { readonly lines: readonly WebhookLine[]; readonly isDone: boolean }) {
  return (
    <table className={classes.plan}>
      <thead>
        <tr>
          <th scope="col">Webhook</th>
          <th scope="col">{isDone ? 'Before' : 'Now'}</th>
          <th scope="col">{isDone ? 'Now' : 'Then'}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, old, next }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{old || '(empty)'}</td>
            <td>{next || '(empty)'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
