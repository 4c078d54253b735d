/** What would connect the console to a real account, or Twilio to the console. */
const REAL = [
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_PHONE_NUMBER',
  'TWILIO_API_BASE_URL',
  'TUNNEL',
  'PUBLIC_URL',
  'NGROK_AUTHTOKEN',
];

/**
 * Gives the environment of a demo: a data folder of its own, the tour, and the simulator even where `.env` names a real
 * account, whose customers are no part of it. An empty value hides what the files say.
 * @param {string} dataDir
 * @returns {Record<string, string>}
 */
export function demoEnvironment(dataDir) {
  return {
    ...Object.fromEntries(REAL.map((name) => [name, ''])),
    SWITCHBOARD_DATA_DIR: dataDir,
    SWITCHBOARD_DEMO_TOUR: '1',
  };
}
