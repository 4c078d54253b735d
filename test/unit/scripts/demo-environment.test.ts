import { expect, test } from 'vitest';
import { demoEnvironment } from '../../../scripts/runtime/demo-environment.mjs';
import { readEnvironment } from '../../../src/main/settings/environment';

const account = {
  TWILIO_ACCOUNT_SID: `AC${'0123456789abcdef'.repeat(2)}`,
  TWILIO_AUTH_TOKEN: 'a-token',
  TWILIO_PHONE_NUMBER: '+15703251809',
  TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
  NGROK_AUTHTOKEN: 'another-token',
  PUBLIC_URL: 'https://desk.example.org',
  TUNNEL: 'ngrok',
};

// Bug caught: a demo in a folder with the team's `.env`, which moves the webhooks of the real number to a data folder that
// is removed at the end.
test.each(['the process', 'a file'])('a demo takes no account and no tunnel from %s', (from) => {
  const text = Object.entries(account).map(([name, value]) => `${name}=${value}\n`);
  const environment = readEnvironment({
    processEnv: { ...(from === 'the process' ? account : {}), ...demoEnvironment('/tmp/demo') },
    workingFolder: '/somewhere',
    defaultDataDir: '/elsewhere',
    readFile: (file) => (from === 'a file' && file === '/somewhere/.env' ? text.join('') : null),
  });
  expect(environment.account).toEqual({ kind: 'demo' });
  expect([environment.tunnel.value, environment.publicUrl.value, environment.ngrokAuthtoken.value]).toEqual([
    'off',
    null,
    null,
  ]);
  expect([environment.dataDir.value, environment.demoTour.value]).toEqual(['/tmp/demo', true]);
});
