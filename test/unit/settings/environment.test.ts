import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, readEnvironment } from '../../../src/main/settings/environment';
import type { Environment } from '../../../src/main/settings/environment-shape';
import { Secret } from '../../../src/main/settings/secret';

const SID = `AC${'0'.repeat(32)}`;
const account = { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: 'very-secret', TWILIO_PHONE_NUMBER: '+15703251809' };

function read(processEnv: Record<string, string> = {}, files: Record<string, string> = {}): Environment {
  return readEnvironment({
    processEnv,
    workingFolder: '/work-folder',
    defaultDataDir: '/data',
    readFile: (file) => files[file] ?? null,
  });
}

function problems(processEnv: Record<string, string>, files: Record<string, string> = {}): readonly string[] {
  try {
    read(processEnv, files);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

describe('readEnvironment', () => {
  it('gives every default, and says that nobody set it', () => {
    expect(read()).toMatchObject({
      dataDir: { value: '/data', from: 'default' },
      port: { value: 3000, from: 'default' },
      account: { kind: 'demo' },
      tunnel: { value: 'off', from: 'default' },
      aiEnabled: { value: true, from: 'default' },
      aiDelayMs: { value: 1000 },
      aiProvider: { value: 'mock' },
      gapMinutes: { value: 5 },
      demoTour: { value: false },
      notices: [],
    });
  });

  it('takes the process first, then .env of the working folder, then .env of the data folder', () => {
    const files = {
      '/work-folder/.env': 'PORT=4001\nAI_RESPONSE_DELAY=11\nSWITCHBOARD_DATA_DIR=/elsewhere',
      '/elsewhere/.env': 'PORT=4002\nAI_RESPONSE_DELAY=12\nSESSION_GAP_MINUTES=13\nSWITCHBOARD_DATA_DIR=/ignored',
      '/data/.env': 'AI_PROVIDER=knowledge',
    };
    expect(read({ PORT: '4000' }, files)).toMatchObject({
      dataDir: { value: '/elsewhere', from: 'working-folder' },
      port: { value: 4000, from: 'process' },
      aiDelayMs: { value: 11, from: 'working-folder' },
      gapMinutes: { value: 13, from: 'data-folder' },
      aiProvider: { value: 'mock', from: 'default' },
    });
  });

  it('never changes the environment of the process', () => {
    const before = { ...process.env };
    const given = Object.freeze({ PORT: '4000' });
    read(given, { '/work-folder/.env': 'SESSION_GAP_MINUTES=7' });
    expect(process.env).toEqual(before);
  });

  it('takes an empty value as not set, and does not look further for it', () => {
    const environment = read({ PORT: '', TWILIO_ACCOUNT_SID: '' }, { '/work-folder/.env': 'PORT=4001' });
    expect(environment.port).toEqual({ value: 3000, from: 'default' });
    expect(environment.account).toEqual({ kind: 'demo' });
  });

  it('tells a port that was set by hand from the usual one, even if it is the same', () => {
    expect(read({ PORT: '3000' }).port).toEqual({ value: 3000, from: 'process' });
    expect(read({ PORT: '0' }).port).toEqual({ value: 0, from: 'process' });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['PORT', '1e3'],
    ['AI_RESPONSE_DELAY', '10001'],
    ['AI_RESPONSE_DELAY', '-5'],
    ['AI_RESPONSE_DELAY', '1.5'],
    ['SESSION_GAP_MINUTES', '0'],
    ['SESSION_GAP_MINUTES', '-1'],
    ['SESSION_GAP_MINUTES', 'five'],
    ['SESSION_GAP_MINUTES', 'Infinity'],
    ['AI_RESPONSES_ENABLED', 'maybe'],
    ['AI_RESPONSES_ENABLED', 'constructor'],
    ['AI_PROVIDER', 'gpt'],
    ['TUNNEL', 'cloudflare'],
    ['PUBLIC_URL', 'ftp://example.com'],
    ['PUBLIC_URL', 'example.com'],
    ['PUBLIC_URL', 'https://example.com/?a=1'],
    ['TWILIO_API_BASE_URL', 'https://user:pass@example.com'],
  ])('refuses %s=%s, with the name, what was given and what is allowed', (name, value) => {
    const [problem, ...more] = problems({ [name]: value });
    expect(more).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name} in the environment is “.+”\\. It must be .+\\.$`));
    expect(problem).not.toContain('pass@');
  });

  it('says every problem at once, and in which file it stands', () => {
    const found = problems(
      { PORT: 'x', SWITCHBOARD_DATA_DIR: '/d' },
      { '/work-folder/.env': 'TUNNEL=x', '/d/.env': 'AI_PROVIDER=x' },
    );
    expect(found).toHaveLength(3);
    expect(found.join('\n')).toContain('TUNNEL in .env of the working folder');
    expect(found.join('\n')).toContain('AI_PROVIDER in .env of the data folder');
  });

  it.each(['true', '1', 'yes', 'on', 'TRUE', 'On'])('understands AI_RESPONSES_ENABLED=%s as on', (word) => {
    expect(read({ AI_RESPONSES_ENABLED: word }).aiEnabled).toEqual({ value: true, from: 'process' });
  });

  it.each(['false', '0', 'no', 'off', 'False'])('understands AI_RESPONSES_ENABLED=%s as off', (word) => {
    expect(read({ AI_RESPONSES_ENABLED: word }).aiEnabled).toEqual({ value: false, from: 'process' });
  });

  it('takes decimals of a minute', () => {
    expect(read({ SESSION_GAP_MINUTES: '0.05' }).gapMinutes.value).toBe(0.05);
  });

  it('reads a whole account', () => {
    const found = read({ ...account, TWILIO_PHONE_NUMBER: '+1 (570) 325-1809' }).account;
    expect(found).toMatchObject({ kind: 'twilio', accountSid: SID, phoneNumber: '+15703251809' });
    expect(found.kind === 'twilio' && found.authToken.reveal()).toBe('very-secret');
  });

  it.each([
    [['TWILIO_ACCOUNT_SID'], 'TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER are missing'],
    [['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'], 'TWILIO_PHONE_NUMBER is missing'],
    [['TWILIO_PHONE_NUMBER'], 'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are missing'],
  ] as const)('does not take an account with only %j for demo mode', (given, missing) => {
    const [problem, ...more] = problems(Object.fromEntries(given.map((name) => [name, account[name]])));
    expect(problem).toContain(missing);
    expect(more).toEqual([]);
  });

  it('says only what is wrong when one value of the account is wrong, and never repeats a secret', () => {
    const found = problems({ ...account, TWILIO_AUTH_TOKEN: 'has a space-secret' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^TWILIO_AUTH_TOKEN .* not shown/);
    expect(found[0]).not.toContain('space-secret');
  });

  it('chooses the tunnel by what was given for one', () => {
    expect(read({ NGROK_AUTHTOKEN: 'token' }).tunnel).toEqual({ value: 'ngrok', from: 'default' });
    expect(read({ PUBLIC_URL: 'https://desk.example.com/' })).toMatchObject({
      tunnel: { value: 'manual' },
      publicUrl: { value: 'https://desk.example.com' },
    });
    expect(read({ NGROK_AUTHTOKEN: 'token', TUNNEL: 'off' }).tunnel).toEqual({ value: 'off', from: 'process' });
  });

  it('starts all the same when a tunnel lacks something or a database is named, and says so', () => {
    expect(read({ TUNNEL: 'manual' }).notices.join()).toContain('PUBLIC_URL is missing');
    expect(read({ TUNNEL: 'ngrok' }).notices.join()).toContain('NGROK_AUTHTOKEN is missing');
    const { notices } = read({ DATABASE_URL: 'postgres://user:hunter22@host/db' });
    expect(notices.join()).toContain('not supported in this version');
    expect(notices.join()).not.toContain('hunter22');
  });

  it('says that an .env file is there but cannot be read', () => {
    const reading = () =>
      readEnvironment({
        processEnv: {},
        workingFolder: '/work-folder',
        defaultDataDir: '/data',
        readFile: (file) => {
          if (file.startsWith('/data')) throw new Error('EACCES: permission denied');
          return null;
        },
      });
    expect(reading).toThrow(/\/data\/\.env could not be read \(EACCES/);
  });
});

describe('Secret', () => {
  const secret = new Secret('open sesame');

  it('shows itself nowhere', () => {
    const shown = [
      String(secret),
      `a ${secret as unknown as string} b`,
      JSON.stringify({ secret }),
      inspect({ deep: { secret } }, { showHidden: true, depth: 9 }),
      Object.values(secret).join(),
      JSON.stringify(read({ ...account, OPENAI_API_KEY: 'open sesame'.replace(' ', '-') })),
    ].join('\n');
    expect(shown).not.toMatch(/open.sesame|very-secret/);
    expect(secret.reveal()).toBe('open sesame');
  });
});
