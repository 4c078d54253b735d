import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { readBody, sendJson, startServer } from '../../../support/http-server';

/** A question that a desk has put to the model and that waits for the test to answer it. */
export interface Asked {
  /** Everything that the model was shown, as one text. */
  readonly prompt: string;
  readonly headers: IncomingHttpHeaders;
  say(text: string): void;
  /** The messages that the model was shown. */
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** Begins to answer in a stream; more may be written, and nothing ends it. */
  stream(...pieces: string[]): void;
  /** Writes anything into the answer, as it is. */
  write(raw: string | Uint8Array): void;
  /** Ends the answer; with a reason, as a stream that says why. */
  end(reason?: string): void;
  /** Resolves when the desk has hung up, or the answer is whole. */
  readonly closed: Promise<void>;
  /** Answers with anything. */
  give(status: number, body: string, type?: string, headers?: Record<string, string>): void;
  /** Breaks the connection. */
  hangUp(): void;
  /** Closes the connection in the middle of the answer, once what was written has gone out. */
  breakOff(): void;
  /** Whether the desk has given up waiting. */
  readonly isAbandoned: boolean;
}

/** An endpoint that speaks OpenAI's chat completions and answers when it is told to. */
export interface AiEndpoint {
  readonly env: Readonly<Record<string, string>>;
  /** Resolves with the next question, in the order in which they came. */
  asked(): Promise<Asked>;
  /** How many questions came in all. */
  readonly count: number;
}

export const AI_KEY = 'sk-a-key-that-must-never-be-seen';

/** Starts one on a free port; it is ended when the test is over. */
export async function openAiEndpoint(): Promise<AiEndpoint> {
  const waiting: Asked[] = [];
  const wanted: ((asked: Asked) => void)[] = [];
  let count = 0;
  const server = await startServer((request, response) => {
    void readBody(request).then((body) => {
      count += 1;
      const asked = toAsked(request.headers, body, response);
      const next = wanted.shift();
      if (next) next(asked);
      else waiting.push(asked);
    });
  });
  onTestFinished(() => server.close());
  return {
    env: { AI_PROVIDER: 'openai', OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: AI_KEY },
    asked() {
      const first = waiting.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => wanted.push(resolve));
    },
    get count() {
      return count;
    },
  };
}

function toAsked(headers: Asked['headers'], body: string, response: ServerResponse): Asked {
  const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
  let isAbandoned = false;
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  const chunk = (choice: object) =>
    response.write(
      `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: 'test-model', choices: [choice] })}\n\n`,
    );
  response.on('close', () => (isAbandoned = !response.writableFinished));
  return {
    headers,
    prompt: messages.map(({ content }) => content).join('\n'),
    say: (content) => {
      const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' };
      sendJson(response, 200, { id: 'x', object: 'chat.completion', model: 'test-model', choices: [choice] });
    },
    messages,
    closed,
    stream(...pieces) {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const content of pieces) chunk({ index: 0, delta: { content } });
    },
    write: (raw) => void response.write(raw),
    end(reason) {
      if (reason !== undefined) chunk({ index: 0, delta: {}, finish_reason: reason });
      response.end();
    },
    give(status, text, type = 'application/json', headers = {}) {
      response.writeHead(status, { 'content-type': type, ...headers }).end(text);
    },
    hangUp: () => response.destroy(),
    breakOff: () => void response.socket?.end(),
    get isAbandoned() {
      return isAbandoned;
    },
  };
}
