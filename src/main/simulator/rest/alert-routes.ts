import { Router } from 'express';
import type { DebuggerView } from '../../../shared/simulator-contract';
import type { Parts } from '../parts';
import { metaPageOf } from './rest-page';
import { formOf, pathOf } from './rest-request';

/** What the debugger says, the newest first: https://www.twilio.com/docs/usage/monitor-alert */
export function alertRoutes(parts: Parts): Router {
  const router = Router();
  router.get('/v1/Alerts', (request, response) => {
    const form = formOf(request);
    const since = Date.parse(form.one('StartDate') ?? '') || -Infinity;
    const until = Date.parse(form.one('EndDate') ?? '') || Infinity;
    const wanted = parts.debuggerLog.lines
      .list()
      .map((line) => ({ ...line, sid: line.id }))
      .filter(({ level }) => level === (form.one('LogLevel') ?? level))
      .filter(({ at }) => Date.parse(at) >= since && Date.parse(at) <= until)
      .reverse();
    const view = (line: DebuggerView) => viewAlert(line, parts.account.sid);
    response.json(metaPageOf(wanted, view, 'alerts', parts.baseUrl() + pathOf(request), form));
  });
  return router;
}

function viewAlert(line: DebuggerView, accountSid: string) {
  const isSid = /^[A-Z]{2}[0-9a-f]{32}$/.test(line.about);
  return {
    sid: line.id,
    account_sid: accountSid,
    alert_text: line.message,
    api_version: '2010-04-01',
    date_created: line.at,
    date_generated: line.at,
    date_updated: line.at,
    error_code: String(line.code),
    log_level: line.level,
    more_info: `https://www.twilio.com/docs/errors/${line.code}`,
    request_method: isSid ? null : 'POST',
    request_url: isSid ? null : line.about,
    resource_sid: isSid ? line.about : null,
    service_sid: null,
    url: `https://monitor.twilio.com/v1/Alerts/${line.id}`,
  };
}
