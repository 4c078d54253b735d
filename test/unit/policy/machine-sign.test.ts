import { describe, expect, it } from 'vitest';
import { machineSign } from '../../../src/main/policy/machine-sign';

/** The sign of the last of some texts. */
function signOf(...texts: string[]) {
  return machineSign(texts.at(-1) ?? '', texts.slice(0, -1), true);
}

describe('what looks like a machine', () => {
  // Bug caught: a loop of two machines that is not seen because a counter, a time or a ticket's number changes.
  it.each([
    ['identical', ['I am away', 'I am away', 'I am away']],
    ['near-identical', [1, 2, 3, 4].map((n) => `Your ticket no. ${n} was received at 10:0${n}.`)],
    ['near-identical', [8, 9, 10, 11].map((n) => `We are closed until ${n} AM, please wait!`)],
    ['near-identical', ['a', 'b', 'c', 'd'].map((n) => `Thank you for contacting our support desk, case ${n}`)],
    [
      'alternating',
      ['We are closed now.', 'Call us tomorrow.'].flatMap((_, __, all) => [...all, ...all, ...all]).slice(0, 6),
    ],
    ['automatic-words', ['I am out of office until Monday.']],
    ['automatic-words', ["I'm driving, I will get back to you."]],
    ['automatic-words', ['This is an automated message, please do not answer.']],
    ['automatic-words', ['Automatic reply: I am on holiday']],
    ['automatic-words', ['Out of office: back on 5 May']],
    ['automatic-words', ['Dies ist eine automatische Antwort.']],
    ['automatic-words', ['Do not reply to this message.']],
    ['one-time-code', ['Your code is 1000']],
    ['one-time-code', ['Your code is 1000', 'Your code is 2931']],
    ['near-identical', [1, 2, 3, 4].map((n) => `Your code is ${1000 + n}`)],
    ...[
      'Your verification code is: 482913',
      'Your Acme verification code is 482913. It expires in 10 minutes. Do not share it with anyone.',
      '482913 is your Acme verification code.',
      'G-482913 is your Google verification code.',
      'Acme: Your security code is 482-913. Valid for 5 minutes',
      'Use 482913 as your login code',
      'Your Acme code is 482913.\n\n@acme.example #482913',
      'Dein Bestätigungscode lautet 482913',
      'Tu código de verificación es: 482913',
      'Votre code de vérification est 482913.',
    ].map((text) => ['one-time-code', [text]] as const),
  ] as const)('%s: %j', (sign, texts) => {
    expect(signOf(...texts)).toBe(sign);
  });

  // Bug caught: a person who is taken for a machine and whose AI is switched off.
  it.each([
    [['Hello', 'Hello']],
    [['1', '2', '3', '4', '5', '6']],
    [['yes', 'no', 'yes', 'no', 'yes', 'no']],
    [['order 17', 'order 18', 'order 19', 'order 20']],
    [['Where is my order 17?', 'Where is my order 18?', 'Where is my order 19?']],
    [['Question 1', 'Question 2', 'Question 3', 'Question 4', 'Question 5']],
    [['I got an automated message from you, what is it?']],
    [['Are you out of the office on Monday?']],
    [['My neighbour is driving me mad']],
    [['What are your hours?', 'Do you deliver on Sundays?', 'And what does it cost me?', 'Fine, thank you so much']],
    [['']],
    ...[
      'your code is not working',
      'Your code is 1234 but it does not work',
      'Your code is 1234?',
      'Your code 482913 is not accepted',
      'The code is 482913',
      'My code is 482913',
      'I got the code 482913, is that from you?',
      '482913 is your code, why do you send me that',
      'Your code is 482913. I did not ask for it!',
      'Your code is 482913. Where is my parcel',
      'Your code is 482913. It expires before I can use it',
      'Your code is 482913. Do not share my address with the courier',
      '482913',
      'Your order 482913 has not arrived',
      'Your price is 1000',
      'Your password is wrong',
    ].map((text) => [[text]]),
    // Somebody who has written of their own passes on what they were sent.
    [['I cannot log in', 'Your code is 482913']],
  ])('a person: %j', (texts) => {
    expect(signOf(...texts)).toBeNull();
  });

  // Bug caught: a customer who is asked for the code that they were sent, and whose answer is taken for a machine’s.
  it('a code is a person’s where somebody has said something there', () => {
    expect(machineSign('Your code is 482913', [], false)).toBeNull();
  });
});
