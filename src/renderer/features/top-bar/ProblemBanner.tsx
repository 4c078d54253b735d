import { IconAlertTriangle } from '@tabler/icons-react';
import { useDeskState } from '../../store/desk-context';
import classes from './TopBar.module.css';

/** What keeps the window or the store from working, across the whole window, for as long as it lasts. */
export function ProblemBanner() {
  const problem = useDeskState((state) => state.problem);
  const store = useDeskState(({ facts }) => facts?.connection.store);
  const words = problem
    ? [problem.message, problem.remedy].filter(Boolean).join(' ')
    : store?.state === 'problem'
      ? (store.reason ?? 'The disk does not take anything new.')
      : null;
  return (
    <div role="alert">
      {words !== null && (
        <p className={classes.problem}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          <span className="outside">{words}</span>
        </p>
      )}
    </div>
  );
}
