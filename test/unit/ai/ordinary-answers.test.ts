import { expect, it } from 'vitest';
import { checkReply } from '../../../src/main/ai/check-reply';
import { tellLanguage } from '../../../src/main/ai/check/tell-language';
import { customer, entry, requestOf, team } from './talk';

const instructions = `You are Ana of Green Tea Street, a small shop in Leeds. Be friendly and brief. Customers can return unopened goods within 30 days of purchase. Orders must be placed before 2 pm to be sent the same day. Our phone is 0113 496 0123 and our e-mail hello@greentea.example. The German line is +49 (0)30 901820. Never promise a discount.`;
const knowledge = [
  entry('k1', 'When are you open?', 'Monday to Friday 9am to 5:30pm, Saturday 10am to 2pm, closed on Sundays.'),
  entry(
    'k2',
    'What does delivery cost?',
    'Delivery is £3.95, free over £40. Express is £7.50. To the islands £12,500 per ton.',
  ),
  entry(
    'k3',
    'How do I return something?',
    'Fill in https://www.greentea.example/returns?from=sms and put it in the box. Guide: https://notion.so/Returns-0123456789abcdef0123456789abcdef',
  ),
  entry('k4', 'How do I track my order?', 'Go to track.greentea.example/orders and type your order number.'),
  entry('k5', 'How do I get an API key?', 'API key: Settings > Developer. Your account id is shown there.'),
];
const turns = [
  customer('Hi, order 4711-220 881 here, tracking 00340434161094'),
  team('Hello! Thanks for your order GT-2026-0044. How can I help?'),
  customer('When are you open, and what does delivery cost? My number is 07700 900 123'),
];
/** What a good model would say to that. */
const answers = [
  'We are open Monday to Friday 9:00-17:30 and Saturday 10:00-14:00.',
  'Mon-Fri 9.00-17.30, Sat 10.00-14.00.',
  'Open 09.00–17.30, on Saturdays 10.00–14.00.',
  'Open 9am-5:30pm. See you soon!',
  'Delivery is £3.95, or free if you spend more than £40.',
  'Delivery costs 3,95 £ and express 7,50 £.',
  'That would be £12,500.00 per ton, £25,000.00 for two.',
  'In total 1.234.567,89 EUR.',
  'You can call us on 0113 496 0123.',
  'You can call us on +44 113 496 0123.',
  'Please ring (0113) 496-0123 between 9 and 5.',
  'Our German colleagues are at +49 30 901820.',
  'Our German colleagues are at 030 901820.',
  'Or write to hello@greentea.example.',
  'Write to Hello@GreenTea.example, please.',
  'You can start a return at https://www.greentea.example/returns?from=sms.',
  'You can start a return at greentea.example/returns?from=sms',
  'You can find everything on www.greentea.example.',
  'You can find everything on greentea.example!',
  'The guide is at https://notion.so/Returns-0123456789abcdef0123456789abcdef',
  'Track it here: https://track.greentea.example/orders',
  'Track it at track.greentea.example/orders, with number 4711-220 881.',
  'Your parcel 00340434161094 is on its way.',
  'Your order GT-2026-0044 was placed in the season 2025-2026.',
  'I have noted your number 07700 900 123.',
  'I have noted your number 07700900123.',
  'Customers can return unopened goods within 30 days of purchase.',
  'Unopened goods can be returned within 30 days of purchase, so until 15/01/2026.',
  'Orders must be placed before 2 pm to be sent the same day.',
  'If you order before 2 pm, it is sent the same day, e.g. today.',
  'Your invoice.pdf is in your inbox; open it with e.g. a browser.',
  'We ship 24/7 to the U.S. and the U.K., i.e. nearly everywhere.',
  'API key: you find it under Settings > Developer.',
  'It weighs 1.5 kg and measures 20.5x10.2x3.1 cm.',
  'It takes 2-3 working days, 10-14 days to Australia.',
  'The shop is in Leeds LS1 4AP, on the 2.OG, room 12.',
  'We have 100.000.000 leaves in stock, 1 000 000 bags of them.',
  'Step 1: open the box.\nStep 2: fill in the form.\nStep 3: send it back.',
  "I'm sorry to hear that! A colleague will look into it today.",
  'Sure :) It is 20% off until 31.12.2026 at 23.59.',
  'Version 2.10.3 or newer, on Node.js, works.',
  'A project of Green Tea GmbH & Co.KG, Tel. 0113 496 0123.',
  'You will get it on 2026-01-15 between 10:00 and 12:00.',
];
// Bug caught: a good answer goes to a person because a price, a time or the team's own number looks like something made up.
it.each(answers)('%s', (text) => {
  const reply = {
    text,
    model: null,
    tokens: null,
    knowledge: knowledge.map(({ _id }) => _id),
    rule: null,
    handOff: null,
  };
  expect(
    checkReply(reply, {
      provider: { name: 'openai' },
      request: requestOf(turns, { knowledge, instructions }),
      settings: { maxSegments: 3, linkDomains: [] },
      holdsSecret: () => false,
      languageOf: tellLanguage,
    }),
  ).toEqual({ kind: 'fine', text, changed: [] });
});
