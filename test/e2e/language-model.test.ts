import { expect, test } from '@playwright/test';
import type { ServerResponse } from 'node:http';
import { ACCOUNT_ENV, receiveText } from '../support/desktop-app';
import { launchSwitchboard } from '../support/electron-app';
import { freePort, readBody, sendJson, startServer } from '../support/http-server';

const KEY = 'sk-this-must-never-be-seen-5511';

/** An endpoint of two models that writes as the test has it write. */
async function startEndpoint() {
  const asked: { response: ServerResponse; model: string }[] = [];
  let wake: () => void = () => undefined;
  const server = await startServer((request, response) => {
    if (request.url?.endsWith('/models')) {
      sendJson(response, 200, { data: [{ id: 'small-one' }, { id: 'large-one' }] });
      return;
    }
    void readBody(request).then((body) => {
      const { model } = JSON.parse(body) as { model: string };
      if (request.headers.authorization !== `Bearer ${KEY}`)
        return sendJson(response, 401, { error: { message: KEY } });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      asked.push({ response, model });
      wake();
    });
  });
  return {
    ...server,
    async next() {
      while (asked.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const { response, model } = asked.shift()!;
      const chunk = (choice: object) => response.write(`data: ${JSON.stringify({ model, choices: [choice] })}\n\n`);
      return {
        model,
        say: (content: string) => chunk({ delta: { content } }),
        hangUp: () => void response.socket?.end(),
        end: () => {
          chunk({ delta: {}, finish_reason: 'stop' });
          response.end('data: [DONE]\n\n');
        },
      };
    },
  };
}

// Bugs caught: a wrong key or model, or an endpoint that is not there, that is found out by a customer; a key that follows
// the address to another endpoint; plain http over the internet that nobody is warned of; a text that no check has seen
// taken for a draft; a draft that nobody sees until it is done; what was
// being written stays on screen when it is over; the key in the page.
test('a language model is tried in Settings, and its drafts are seen growing', async () => {
  const endpoint = await startEndpoint();
  const desk = await launchSwitchboard({
    args: ['--password-store=basic'],
    env: { ...ACCOUNT_ENV, AI_RESPONSE_DELAY: '0', AI_PROVIDER: 'openai' },
  });
  try {
    const page = await desk.window();
    await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
    await page.keyboard.press('Control+,');
    const where = page.getByRole('combobox', { name: 'Where the language model runs' });
    await expect(where).toHaveValue('OpenAI');
    await where.click();
    await page.getByRole('option', { name: 'Ollama' }).click();
    const address = page.getByRole('textbox', { name: 'Address of the language model' });
    await expect(address).toHaveValue('http://127.0.0.1:11434/v1');
    await expect(page.getByText('The model is one that you have pulled')).toBeVisible();
    const tryIt = page.getByRole('button', { name: 'Try it' });
    const outcome = page.getByRole('group', { name: 'What came of it' });
    const nobody = `127.0.0.1:${await freePort()}`;
    await address.fill(`http://${nobody}/v1`);
    await address.press('Enter');
    await expect(where).toHaveValue('Somewhere else');
    await tryIt.click();
    await expect(outcome.getByRole('alert')).toContainText(`The AI endpoint at ${nobody} could not be reached.`);
    await address.fill(`${endpoint.url}/v1`);
    await address.press('Enter');
    // What another address answered is not left standing.
    await expect(outcome).toHaveCount(0);
    await expect(where).toHaveValue('Somewhere else');

    await tryIt.click();
    await expect(outcome.getByRole('alert')).toContainText('wants an API key, and none is set for it');
    const key = page.getByRole('group', { name: 'Key of the language model' });
    await key.getByRole('button', { name: 'Set…' }).click();
    await page.getByLabel('New value of Key of the language model').fill(KEY);
    await page.keyboard.press('Enter');
    await expect(key).toContainText('Set for this run only');
    await address.fill('http://models.example.com/v1');
    await address.press('Enter');
    await expect(key).toContainText(
      `The key that is set is for ${endpoint.url} and is not sent to http://models.example.com.`,
    );
    await expect(page.getByText('Plain http over the internet')).toBeVisible();
    await address.fill(`${endpoint.url}/v1`);
    await address.press('Enter');
    await expect(key).toContainText('Set for this run only');
    await expect(page.getByText('Plain http over the internet')).toBeHidden();
    const answer = async (model: string) => {
      const question = await endpoint.next();
      expect(question.model).toBe(model);
      question.say('Yes, I am here.');
      question.end();
    };
    await tryIt.click();
    await answer('gpt-5.4-mini');
    await expect(outcome).toContainText('Yes, I am here.');
    await outcome.getByRole('button', { name: 'large-one' }).click();
    await answer('large-one');
    await expect(outcome.getByRole('button', { name: 'large-one' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('textbox', { name: 'Name of the model' })).toHaveValue('large-one');
    await expect(outcome).toContainText(/large-one answered in [\d.]+ m?s, the first word after/);

    await page.getByRole('radiogroup', { name: 'Mode of new conversations' }).getByText('Draft').click();
    await receiveText(desk, '+12025550123', 'When are you open?');
    await page.getByRole('navigation', { name: 'Views' }).getByText('All', { exact: true }).click();
    await page.getByRole('option', { name: /202\D+555.0123/ }).click();
    const strip = page.getByRole('group', { name: 'Draft by the AI' });
    const question = await endpoint.next();
    question.say('<think>Hours</think>We are open ');
    await expect(strip).toContainText('We are open');
    await expect(strip).toHaveAttribute('aria-busy', 'true');
    await expect(strip).toContainText('not checked yet');
    question.say('from nine to five.');
    await expect(strip).toContainText('We are open from nine to five.');
    await expect(strip.getByRole('button')).toHaveCount(0);
    question.end();
    await expect(strip.getByRole('button', { name: 'Insert' })).toBeVisible();
    await expect(strip).toHaveAttribute('aria-busy', 'false');
    await expect(strip).not.toContainText('not checked yet');

    await strip.getByRole('button', { name: 'Regenerate' }).click();
    const again = await endpoint.next();
    again.say('We open at nine');
    await expect(strip).toContainText('We open at nine');
    // What is shown is not checked, and what was there before is not shown: neither can be inserted.
    await expect(strip).toContainText('not checked yet');
    await expect(strip.getByRole('button', { name: 'Insert' })).toBeDisabled();
    again.hangUp();
    // Nothing of what was not finished is kept: the draft of before is there again.
    await expect(strip).toContainText('We are open from nine to five.');
    await expect(page.getByRole('alert').filter({ hasText: 'broke off' })).toBeVisible();
    expect(await page.content()).not.toContain(KEY);
  } finally {
    await desk.close();
    await endpoint.close();
  }
});
