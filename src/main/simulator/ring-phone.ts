import { isOver } from './call-log';
import { CallInterrupted, type LiveCall } from './live-call';
import type { Parts } from './parts';

/**
 * Rings the phone of a call's number until it is answered (status in-progress), declined (busy), rung out or called
 * off. A number that no phone here has rings out.
 */
export async function ringPhone(parts: Parts, leg: LiveCall, timeoutMs: number): Promise<void> {
  leg.setStatus('ringing');
  try {
    if (parts.phones.at(leg.record.to)) {
      const input = await leg.listen({ for: 'answer' }, timeoutMs);
      leg.setStatus(input.kind === 'answer' ? 'in-progress' : input.kind === 'decline' ? 'busy' : 'no-answer');
      return;
    }
    await leg.pause(timeoutMs);
    leg.setStatus('no-answer');
  } catch (error) {
    if (!(error instanceof CallInterrupted)) throw error;
    if (!isOver(leg.record)) leg.setStatus('canceled');
  }
}
