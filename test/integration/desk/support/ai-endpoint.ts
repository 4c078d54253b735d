import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { readBody, sendJson, startServer } from '../../../support/http-server';

/** A question that a desk has put to the model and that waits for the test to answer it. */
export interface Asked {
  /** Everything that the model was shown, as one text. */
  readonly prompt: string;
  readonly headers: IncomingHttpHeaders;
  say(text: string): void;
  /** Answers with anything. */
  give(status: number, body: string, type?: string): void;
  /** Breaks the connection. */
  hangUp(): void;
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
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  let isAbandoned = false;
  response.on('close', () => (isAbandoned = !response.writableFinished));
  return {
    headers,
    prompt: messages.map(({ content }) => content).join('\n'),
    say: (content) => {
      const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' };
      sendJson(response, 200, { id: 'x', object: 'chat.completion', model: 'test-model', choices: [choice] });
    },
    give(status, text, type = 'application/json') {
      response.writeHead(status, { 'content-type': type }).end(text);
    },
    hangUp: () => response.destroy(),
    get isAbandoned() {
      return isAbandoned;
    },
  };
}
