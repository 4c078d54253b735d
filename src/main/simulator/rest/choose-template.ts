import { z } from 'zod';
import { fillTemplate } from '../account-messaging';
import type { Account } from '../account';
import { RestRefusal } from './rest-error';
import type { RestForm } from './rest-form';

/** What the recipient reads, and whether it may begin a conversation. */
export interface ChosenTemplate {
  readonly body: string;
  readonly isApproved: boolean;
}

const MAX_VARIABLES = 100;
const values = z.record(z.string(), z.string());

/**
 * Fills the template that a new message names; null when it names none.
 * Sources: errors 21655, 21656, 63040, 63041, 63042 of https://www.twilio.com/docs/api/errors
 *
 * @throws RestRefusal
 */
export function chooseTemplate(form: RestForm, { templates }: Account): ChosenTemplate | null {
  const contentSid = form.one('ContentSid');
  if (contentSid === undefined) return null;
  const template = templates.find(({ sid }) => sid === contentSid);
  if (!template) throw new RestRefusal(21655, 'The ContentSid is Invalid');
  if (template.status === 'rejected') throw new RestRefusal(63040, 'Template rejected');
  if (template.status === 'paused') throw new RestRefusal(63041, 'Template paused');
  if (template.status === 'disabled') throw new RestRefusal(63042, 'Template disabled');
  const given = readValues(form.one('ContentVariables'));
  return { body: fillTemplate(template, given), isApproved: template.status === 'approved' };
}

function readValues(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = null;
  }
  const parsed = values.safeParse(json);
  if (!parsed.success || Object.keys(parsed.data).length > MAX_VARIABLES) {
    throw new RestRefusal(21656, 'The ContentVariables Parameter is invalid');
  }
  return parsed.data;
}
