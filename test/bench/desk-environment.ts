export const ACCOUNT_SID = `AC${'0123456789abcdef'.repeat(2)}`;
export const AUTH_TOKEN = 'a-token-for-measuring';
export const OUR_NUMBER = '+15703251809';

/** The environment of a desk that is measured: an account of its own, nobody to reach outside, no wait before a reply. */
export function deskEnvironment(dataDir: string): Record<string, string> {
  return {
    SWITCHBOARD_DATA_DIR: dataDir,
    PORT: '0',
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    TWILIO_PHONE_NUMBER: OUR_NUMBER,
    // Nobody listens there.
    TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
    TUNNEL: 'off',
    AI_PROVIDER: 'mock',
    AI_RESPONSES_ENABLED: 'true',
    AI_RESPONSE_DELAY: '0',
  };
}

/** The environment of what the desk is held against: it checks the same signatures. */
export const baselineEnvironment = { TWILIO_AUTH_TOKEN: AUTH_TOKEN };
