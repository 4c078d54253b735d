import { Router } from 'express';
import type { Template } from '../account-messaging';
import type { Parts } from '../parts';
import { metaPageOf } from './rest-page';
import { formOf, pathOf } from './rest-request';

/** Templates with what WhatsApp thinks of them: https://www.twilio.com/docs/content/content-api-resources */
export function templateRoutes(parts: Parts): Router {
  const { templates, sid } = parts.account;
  const router = Router();
  router.get('/v1/ContentAndApprovals', (request, response) => {
    const form = formOf(request);
    const url = parts.baseUrl() + pathOf(request);
    response.json(metaPageOf(templates, (template) => viewTemplate(template, sid), 'contents', url, form));
  });
  return router;
}

function viewTemplate(template: Template, accountSid: string) {
  const { friendlyName, body, buttons, status, category } = template;
  const at = new Date(template.createdAt).toISOString();
  const type = buttons.length > 0 ? 'twilio/quick-reply' : 'twilio/text';
  const actions = buttons.map((title, index) => ({ id: `button-${index + 1}`, title }));
  return {
    sid: template.sid,
    account_sid: accountSid,
    friendly_name: friendlyName,
    language: template.language,
    variables: template.variables,
    types: { [type]: buttons.length > 0 ? { body, actions } : { body } },
    approval_requests: {
      name: friendlyName,
      category,
      content_type: type,
      status,
      rejection_reason: status === 'rejected' ? 'TAG_CONTENT_MISMATCH' : '',
      allow_category_change: true,
    },
    date_created: at,
    date_updated: at,
  };
}
