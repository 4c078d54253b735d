import type { Trouble } from '../../shared/contract/connect-contract';
import { explainError } from '../../shared/error-guide';
import { Problem } from '../ipc/problem';
import { TwilioRefusal, TwilioUnreachable } from '../twilio/client';

/**
 * Says what is wrong between this console and Twilio, what to do, and the technical text.
 *
 * @param error whatever was thrown by a call of Twilio
 */
export function toTrouble(error: unknown): Trouble {
  if (error instanceof TwilioRefusal) return fromRefusal(error);
  if (error instanceof TwilioUnreachable) return fromSilence(error);
  if (error instanceof Problem) return { message: error.message, remedy: error.remedy ?? '', detail: null };
  return {
    message: 'Something unexpected went wrong, and this was not done.',
    remedy: 'Try again. If it happens again, the log file in the data folder says more.',
    detail: null,
  };
}

/** The same as what a request is refused with. */
export function toProblem(error: unknown): Problem {
  const { message, remedy, detail } = toTrouble(error);
  return new Problem(error instanceof TwilioRefusal ? 'refused' : 'unavailable', message, remedy, detail ?? undefined);
}

function fromRefusal({ status, code, message }: TwilioRefusal): Trouble {
  const detail = [code === null ? `HTTP ${status}` : `Twilio error ${code}`, message].join(': ');
  if (code === null && status === 401) return { ...advice(20003), detail };
  return { ...(code === null ? { message: 'Twilio did not accept this.', remedy: '' } : advice(code)), detail };
}

function advice(code: number): Omit<Trouble, 'detail'> {
  const { meaning, remedy } = explainError(code);
  return { message: meaning, remedy };
}

function fromSilence({ message, certainlyNotSent }: TwilioUnreachable): Trouble {
  if (message.includes('that is not Twilio')) {
    return {
      message: 'Something answered in Twilio’s place that is not Twilio.',
      remedy: 'A proxy, a hotel’s sign-in page or TWILIO_API_BASE_URL may stand between. Open twilio.com in a browser.',
      detail: message,
    };
  }
  if (message.includes('certificate')) {
    return {
      message: 'The connection to Twilio is not secure, so nothing was sent.',
      remedy:
        'A proxy or a virus scanner may look into it. Ask whoever runs your network to let api.twilio.com through.',
      detail: message,
    };
  }
  if (/HTTP \d/.test(message)) {
    return { message: 'Twilio has a fault of its own.', remedy: 'Try again in a few minutes.', detail: message };
  }
  if (message.includes('broke')) {
    return { message: 'The connection to Twilio broke.', remedy: 'Try again.', detail: message };
  }
  return certainlyNotSent
    ? {
        message: 'Twilio cannot be reached from this computer.',
        remedy: 'Check the internet connection, then try again.',
        detail: message,
      }
    : {
        message: 'Twilio did not answer in time.',
        remedy: 'Try again. If it stays like this, a firewall may hold back api.twilio.com.',
        detail: message,
      };
}
