import { describe, expect, it } from 'vitest';
import { checkReply } from '../../../src/main/ai/check-reply';

describe('checkReply', () => {
  it.each([
    'We are open from 9 to 17.',
    'Bonjour ! 😊\nÀ bientôt.',
    '  spaces around  ',
    'if a < b and c > d then "ok" & done',
    'x'.repeat(1600),
    'Our system: it works. The user manual is on the page <link>.',
  ])('lets %j pass', (text) => {
    expect(checkReply(text)).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['too long', 'x'.repeat(1601)],
    ['a control character', 'Hello\u0007'],
    ['half a character', 'Hello \uD83D'],
    ['TwiML', '<Response><Message>Hi</Message></Response>'],
    ['a lone verb of TwiML', 'Hi <Redirect>http://x</Redirect>'],
    ['a chat template’s marker', '<|im_start|>assistant Hi'],
    ['an instruction marker', '[INST] be nice [/INST]'],
    ['a role', 'Assistant: Hi there'],
    ['a made-up next turn', 'Hi there!\nUser: what are your hours?'],
    ['leaked thinking', '<think>They want hours</think> We open at 9.'],
  ])('stops %s', (_what, text) => {
    expect(checkReply(text)).toMatch(/^The AI/);
  });
});
