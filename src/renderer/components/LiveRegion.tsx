import { useEffect, useRef, useState } from 'react';
import { useUi } from '../store/desk-context';

/** At most so often something is said, in milliseconds: of a crowd of messages only the newest is worth hearing. */
const PAUSE_MS = 1_500;

/** Says what happened to those who do not see it, when they are not busy. */
export function LiveRegion() {
  const announcement = useUi((ui) => ui.announcement);
  const [said, setSaid] = useState(announcement);
  const saidAt = useRef(-Infinity);
  useEffect(() => {
    const wait = Math.max(0, saidAt.current + PAUSE_MS - performance.now());
    const timer = setTimeout(() => {
      saidAt.current = performance.now();
      setSaid(announcement);
    }, wait);
    return () => clearTimeout(timer);
  }, [announcement]);
  return (
    <div role="status" aria-live="polite" className="visuallyHidden">
      {said}
    </div>
  );
}
