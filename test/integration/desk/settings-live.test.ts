import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { sendJson, startServer } from '../../support/http-server';
import { createManualClock } from '../../support/manual-clock';
import { ACCOUNT, newSid, OURS, startDesk, stopDesk, TOKEN, type StartedDesk } from '../../support/start-desk';
import { AI_KEY, openAiEndpoint } from './support/ai-endpoint';

const A = '+14155550101';
let desk: StartedDesk | undefined;
afterEach(async () => {
  await stopDesk(desk);
  desk = undefined;
});

describe('a setting that is changed while the desk runs', () => {
  it('holds for the very next message, and after a restart', async () => {
    const clock = createManualClock(Date.parse('2025-01-15T10:00:00.000Z'));
    desk = await startDesk({ clock });
    await desk.text(A, 'Hello');
    clock.advance(6 * 60_000);
    await desk.settings.put('gapMinutes', 10, 'operator');
    await desk.text(A, 'Still me');
    expect((await desk.documents()).sessions).toHaveLength(1);
    await desk.settings.put('gapMinutes', 1, 'operator');
    desk = await desk.restart();
    expect(desk.settings.get('gapMinutes')).toBe(1);
    clock.advance(2 * 60_000);
    await desk.text(A, 'Later');
    expect((await desk.documents()).sessions).toHaveLength(2);
  });

  it('says who writes the answers, and in what words a person takes over', async () => {
    desk = await startDesk();
    await desk.settings.put('provider', 'knowledge', 'operator');
    const asked = await desk.text(A, 'Do you sell left-handed scissors?');
    expect(asked.body).toContain('passing it on to a colleague');
    await desk.settings.put('handOffLine', 'Ana will write to you & call you.', 'operator');
    const again = await desk.text('+14155550102', 'Do you sell left-handed scissors?');
    expect(again.body).toContain('>Ana will write to you &amp; call you.</Message>');
  });

  // Bug caught: a key is set on the page, and the next question still goes out without it, or to the old address.
  it('gives a language model its address and key with the next question', async () => {
    const endpoint = await openAiEndpoint();
    desk = await startDesk();
    await desk.settings.put('openaiBaseUrl', endpoint.env.OPENAI_BASE_URL, 'operator');
    await desk.secrets.put('openaiApiKey', AI_KEY, new URL(endpoint.env.OPENAI_BASE_URL!).origin);
    await desk.settings.put('provider', 'openai', 'operator');
    const answer = desk.text(A, 'When do you open?');
    const question = await endpoint.asked();
    expect(question.headers.authorization).toBe(`Bearer ${AI_KEY}`);
    question.say('We open at nine.');
    expect((await answer).body).toContain('We open at nine.');
    const known = [desk.lines(), await desk.documents(), [...desk.store.now.values('settings')]];
    expect(JSON.stringify(known)).not.toContain(AI_KEY);
  });

  // Bug caught: the address is changed, and the key of the old endpoint goes to the new one: with a customer's question,
  // with the connection test, or because the environment gave the key.
  it('sends a key to no other endpoint than the one it was set for', async () => {
    const endpoint = await openAiEndpoint();
    const seen: string[] = [];
    const other = await startServer((request, response) => {
      seen.push(JSON.stringify(request.headers));
      sendJson(response, 401, {});
    });
    onTestFinished(() => other.close());
    const { origin } = new URL(endpoint.env.OPENAI_BASE_URL!);
    const moveAndAsk = async (started: StartedDesk) => {
      await started.settings.put('provider', 'openai', 'operator');
      await started.settings.put('openaiBaseUrl', `${other.url}/v1`, 'operator');
      await started.text(A, 'When do you open?');
      expect((await started.testEndpoint()).trouble?.message).toContain('wants an API key, and none is set for it');
      expect(seen).toHaveLength(3);
      expect(seen.splice(0).join()).not.toContain(AI_KEY);
    };

    desk = await startDesk();
    await desk.secrets.put('openaiApiKey', AI_KEY, origin);
    await moveAndAsk(desk);
    // Another path is the same endpoint.
    await desk.settings.put('openaiBaseUrl', `${origin}/openai/v1`, 'operator');
    const answer = desk.text('+14155550102', 'And on Sundays?');
    const question = await endpoint.asked();
    expect(question.headers.authorization).toBe(`Bearer ${AI_KEY}`);
    question.say('We open at ten.');
    await answer;
    await stopDesk(desk);

    desk = await startDesk({ env: { OPENAI_API_KEY: AI_KEY } });
    await moveAndAsk(desk);
  });

  // Bug caught: the address is changed on the page, and every request of Twilio is refused until the next start.
  it('changes the address that requests must be signed for', async () => {
    const clock = createManualClock(Date.parse('2025-01-15T10:00:00.000Z'));
    desk = await startDesk({ clock });
    const post = (base: string) => {
      const form = { MessageSid: newSid(), AccountSid: ACCOUNT, From: A, To: OURS, Body: 'Hello', NumMedia: '0' };
      const signature = getExpectedTwilioSignature(TOKEN, `${base}/api/webhooks/sms`, form);
      return desk!.post('/api/webhooks/sms', form, { signature });
    };
    const publicUrl = 'https://desk.example.com';
    expect((await post(publicUrl)).status).toBe(403);
    await desk.settings.put('publicUrl', publicUrl, 'operator');
    expect((await post(publicUrl)).status).toBe(200);
    expect(desk.connection.state().tunnel).toMatchObject({ kind: 'manual', state: 'up', url: publicUrl });
    await desk.settings.put('tunnel', 'off', 'operator');
    // What Twilio has signed for it may still be on its way.
    expect((await post(publicUrl)).status).toBe(200);
    clock.advance(10 * 60_000 + 1);
    expect((await post(publicUrl)).status).toBe(403);
    expect((await post(desk.webhookUrl)).status).toBe(200);
  });
});
