import { useUi } from '../store/desk-context';

/** Says what happened to those who do not see it, when they are not busy. */
export function LiveRegion() {
  const announcement = useUi((ui) => ui.announcement);
  return (
    <div role="status" aria-live="polite" className="visuallyHidden">
      {announcement}
    </div>
  );
}
