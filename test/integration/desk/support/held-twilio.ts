import type { ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { ACCOUNT, newSid, OURS } from '../../../support/start-desk';
import { readBody, sendJson, startServer } from '../../../support/http-server';

/** A request to send that waits for the test to answer it. */
export interface HeldSend {
  readonly sid: string;
  readonly form: Readonly<Record<string, string>>;
  /** Answers as Twilio does once it has taken a message. */
  accept(status?: string): void;
  refuse(status: number, code: number, message: string): void;
  /** Breaks the connection; whether Twilio has taken the message is what `isTaken` says. */
  drop(isTaken: boolean): void;
}

/** Twilio's Messages resource, answering when a test says so. */
export interface HeldTwilio {
  readonly url: string;
  sent(): Promise<HeldSend>;
  /** Puts a message into the list that was sent in another way: by TwiML, say. */
  list(message: {
    readonly direction: string;
    readonly from?: string;
    readonly to: string;
    readonly body: string;
  }): void;
  /** All requests to send so far. */
  readonly count: number;
  /** Resolves when the list of messages to an address has been asked for. */
  lookedUp(to: string): Promise<void>;
}

/** Starts one on a free port; it is ended when the test is over. */
export async function openHeldTwilio(): Promise<HeldTwilio> {
  const waiting: HeldSend[] = [];
  const wanted: ((send: HeldSend) => void)[] = [];
  const taken: object[] = [];
  let count = 0;
  const watchers = new Set<(to: string | null) => void>();

  const server = await startServer((request, response) => {
    void readBody(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://twilio');
      if (!pathname.endsWith('/Messages.json')) {
        sendJson(response, 404, { code: 20404, message: 'Not found', status: 404 });
      } else if (request.method === 'GET') {
        sendJson(response, 200, { messages: taken, page: 0, page_size: 50, next_page_uri: null, uri: pathname });
        for (const watch of [...watchers]) watch(searchParams.get('To'));
      } else {
        count += 1;
        const held = hold(body, response);
        const next = wanted.shift();
        if (next) next(held);
        else waiting.push(held);
      }
    });
  });
  onTestFinished(() => server.close());

  function hold(body: string, response: ServerResponse): HeldSend {
    const form = Object.fromEntries(new URLSearchParams(body));
    const sid = newSid();
    const view = (status: string) => viewOf(sid, form, status);
    return {
      sid,
      form,
      accept(status = 'queued') {
        taken.unshift(view(status));
        sendJson(response, 201, view(status));
      },
      refuse: (status, code, message) => sendJson(response, status, { code, message, status, more_info: '' }),
      drop(isTaken) {
        if (isTaken) taken.unshift(view('sent'));
        response.destroy();
      },
    };
  }

  return {
    url: server.url,
    sent() {
      const first = waiting.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => wanted.push(resolve));
    },
    list: ({ direction, from = OURS, to, body }) => {
      const form = { From: from, To: to, Body: body };
      taken.unshift({ ...viewOf(newSid(), form, 'delivered'), direction });
    },
    get count() {
      return count;
    },
    lookedUp: (to) =>
      new Promise((resolve) => {
        const watch = (asked: string | null) => {
          if (asked !== to) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
      }),
  };
}

function viewOf(sid: string, form: Readonly<Record<string, string>>, status: string): object {
  const now = new Date().toUTCString().replace('GMT', '+0000');
  return {
    sid,
    account_sid: ACCOUNT,
    status,
    direction: 'outbound-api',
    from: form.From,
    to: form.To,
    body: form.Body,
    num_media: '0',
    num_segments: '1',
    error_code: null,
    error_message: null,
    date_created: now,
    date_updated: now,
    date_sent: null,
    uri: `/2010-04-01/Accounts/${ACCOUNT}/Messages/${sid}.json`,
  };
}
