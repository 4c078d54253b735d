import type { Verification } from '../../shared/contract/connect-contract';
import { reachableNumber } from '../../shared/contract/setting-values';
import type { Clock, NewId } from '../app/clock';
import { isCallOver } from '../conversation/call-status';
import { Problem } from '../ipc/problem';
import { TwilioRefusal, TwilioUnreachable, type TwilioClient } from '../twilio/client';
import { toProblem } from './trouble';

/** Between two looks at Twilio, in milliseconds. */
const LOOK_MS = 2_000;
/** How long somebody may take to answer and key in the code. Twilio's call rings for a minute. */
const LIMIT_MS = 150_000;
/** After the call Twilio may take a moment to write the number down. */
const LOOKS_AFTER_CALL = 3;

export interface VerifyNumberParts {
  readonly client: () => Pick<TwilioClient, 'verifyCallerId' | 'listCallerIds' | 'fetchCall'>;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Called when a number has become a caller ID. */
  readonly onVerified: () => void;
}

/** Has Twilio verify numbers, each by a call, and notices what comes of it. */
export interface VerifyNumber {
  /** @throws Problem when the number cannot be verified, with what to do */
  begin(phone: string, name: string): Promise<Verification>;
  /** @throws Problem when there is none of this id (any more) */
  state(verificationId: string): Verification;
  cancel(verificationId: string): void;
  close(): void;
}

interface Going {
  state: Verification;
  cancel: () => void;
}

/** Makes it. Twilio's list says whether it went well, and the call that it did not: no address of ours is needed. */
export function createVerifyNumber(parts: VerifyNumberParts): VerifyNumber {
  const { client, clock } = parts;
  const going = new Map<string, Going>();

  return {
    async begin(phone, name) {
      const parsed = reachableNumber.safeParse(phone);
      if (!parsed.success) {
        throw new Problem('refused', 'This number cannot be called.', parsed.error.issues[0]?.message);
      }
      const phoneNumber = parsed.data;
      const asked = await client()
        .verifyCallerId({ phoneNumber, ...(name === '' ? {} : { friendlyName: name }) })
        .catch((error: unknown) => {
          throw refused(error);
        });
      const verification_id = parts.newId();
      const state: Verification = { verification_id, phoneNumber, code: asked.code, state: 'calling', trouble: null };
      const one: Going = { state, cancel: () => undefined };
      going.set(verification_id, one);
      follow(one, asked.callSid, clock.now() + LIMIT_MS, LOOKS_AFTER_CALL);
      return state;
    },
    state(verificationId) {
      const one = going.get(verificationId);
      if (!one) throw new Problem('not-found', 'This is not being verified any more.', 'Begin again.');
      return one.state;
    },
    cancel(verificationId) {
      going.get(verificationId)?.cancel();
      going.delete(verificationId);
    },
    close() {
      for (const one of going.values()) one.cancel();
      going.clear();
    },
  };

  function follow(one: Going, callSid: string, until: number, looksAfterCall: number): void {
    one.cancel = clock.after(LOOK_MS, () => {
      void look(one.state.phoneNumber, callSid).then(({ isVerified, isOver }) => {
        if (!going.has(one.state.verification_id)) return;
        if (isVerified) {
          one.state = { ...one.state, state: 'verified' };
          parts.onVerified();
        } else if (isOver && looksAfterCall === 0) one.state = { ...one.state, state: 'failed', trouble: WRONG_CODE };
        else if (clock.now() >= until) one.state = { ...one.state, state: 'timed-out', trouble: TOO_LONG };
        else follow(one, callSid, until, isOver ? looksAfterCall - 1 : looksAfterCall);
      });
    });
  }

  /** What Twilio cannot say now it may say at the next look. */
  async function look(phoneNumber: string, callSid: string) {
    const [ids, call] = await Promise.all([
      client()
        .listCallerIds()
        .catch(() => []),
      client()
        .fetchCall(callSid)
        .catch(() => null),
    ]);
    return {
      isVerified: ids.some((id) => id.phoneNumber === phoneNumber),
      isOver: call !== null && isCallOver(call.status),
    };
  }
}

/** The number is a caller ID of the account already: https://www.twilio.com/docs/api/errors/21450 */
const ALREADY_VERIFIED = 21450;

function refused(error: unknown): Problem {
  const problem = toProblem(error);
  if (error instanceof TwilioRefusal && error.code === ALREADY_VERIFIED) {
    return new Problem(
      'refused',
      'This number is verified already.',
      'It stands in the list; nothing is to be done.',
      problem.detail,
    );
  }
  if (error instanceof TwilioUnreachable && !error.certainlyNotSent) {
    return new Problem(
      'unavailable',
      'Twilio did not answer in time, so the code is not known.',
      'Twilio may call all the same: let it ring, wait a minute, then verify again.',
      problem.detail,
    );
  }
  return problem;
}

const WRONG_CODE = {
  message: 'The call has ended, and Twilio did not take the number.',
  remedy: 'Nobody answered, or another code was keyed in. Verify again: there will be a new code.',
  detail: null,
};
const TOO_LONG = {
  message: 'Twilio has said nothing of this number for two minutes.',
  remedy: 'If it was keyed in just now, read the list again. Else verify again: there will be a new code.',
  detail: null,
};
