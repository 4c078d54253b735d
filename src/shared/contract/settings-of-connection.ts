import { define, oneOf } from './setting-shape';
import { accountSid, baseUrl, domain, orNothing, phoneNumber, wholeNumber } from './setting-values';

/** Settings of the account and of the way to this console. */
export const connectionSettings = {
  twilioAccountSid: define({
    group: 'twilio',
    label: 'Account SID',
    help: 'From the first page of Twilio’s console. SID, auth token and phone number are needed together.',
    schema: orNothing(accountSid),
    usual: '',
    control: { kind: 'text', placeholder: 'AC…' },
    env: 'TWILIO_ACCOUNT_SID',
  }),
  twilioPhoneNumber: define({
    group: 'twilio',
    label: 'Phone number',
    help: 'Your number at Twilio, which customers write to and call.',
    schema: orNothing(phoneNumber),
    usual: '',
    control: { kind: 'text', placeholder: '+1 570 325 1809' },
    env: 'TWILIO_PHONE_NUMBER',
  }),
  tunnel: define({
    group: 'connection',
    label: 'Way from the internet',
    help: 'Twilio must reach this console. ngrok needs an authtoken, localtunnel nothing; choose your own address with a proxy in front.',
    schema: oneOf('off', 'ngrok', 'localtunnel', 'manual'),
    usual: 'off',
    control: {
      kind: 'choice',
      options: [
        { value: 'off', label: 'None' },
        { value: 'ngrok', label: 'ngrok' },
        { value: 'localtunnel', label: 'localtunnel' },
        { value: 'manual', label: 'Your own address' },
      ],
    },
    env: 'TUNNEL',
  }),
  publicUrl: define({
    group: 'connection',
    label: 'Your own address',
    help: 'Where Twilio finds this console when a tunnel or proxy of your own is in front.',
    schema: orNothing(baseUrl),
    usual: '',
    control: { kind: 'text', placeholder: 'https://desk.example.com' },
    env: 'PUBLIC_URL',
  }),
  ngrokDomain: define({
    group: 'connection',
    label: 'ngrok domain',
    help: 'A domain that you reserved at ngrok, so that the address stays the same. Empty: any.',
    schema: orNothing(domain),
    usual: '',
    control: { kind: 'text', placeholder: 'example.ngrok.app' },
    env: 'NGROK_DOMAIN',
  }),
  localtunnelHost: define({
    group: 'connection',
    label: 'localtunnel server',
    help: 'A server of your own. Empty: the free public one.',
    schema: orNothing(baseUrl),
    usual: '',
    control: { kind: 'text', placeholder: 'https://localtunnel.me' },
    env: 'LOCALTUNNEL_HOST',
  }),
  port: define({
    group: 'connection',
    label: 'Port of the webhook server',
    help: 'On this computer. 0: any free one. While nobody has set it, the next free one is taken when it is in use.',
    schema: wholeNumber(0, 65_535),
    usual: 3000,
    control: { kind: 'number', unit: '' },
    env: 'PORT',
    atStart: true,
  }),
} as const;
