import { Router } from 'express';
import { durationOf, isOver, type CallRecord } from '../call-log';
import type { NextDocument } from '../live-call';
import { mp3Of, wavOf } from '../recordings';
import type { Parts } from '../parts';
import { runOutgoingCall } from '../phone-lines';
import { checkDocument, checkNewCall } from './check-new-call';
import { notFound, RestRefusal } from './rest-error';
import type { RestForm } from './rest-form';
import { passesTimeFilters, rfc2822, rfc2822OrNull } from './rest-format';
import { pageOf } from './rest-page';
import { formOf, pathOf, type RestRequest } from './rest-request';

/** The Call resource: https://www.twilio.com/docs/voice/api/call-resource */
export function callRoutes(parts: Parts): Router {
  const { calls } = parts;
  const find = (request: RestRequest): CallRecord => {
    const call = calls.get(String(request.params.sid));
    if (!call) throw notFound(request.originalUrl);
    return call;
  };
  const view = (call: CallRecord) => viewCallResource(parts, call);
  const router = Router();

  router.post('/Calls.json', (request, response) => {
    response.json(view(createCall(parts, formOf(request))));
  });
  router.get('/Calls.json', (request, response) => {
    const form = formOf(request);
    const is = (name: string, value: string | null) => [value, undefined].includes(form.one(name));
    const wanted = calls
      .newestFirst()
      .filter((call) => is('To', call.to) && is('From', call.from) && is('Status', call.status))
      .filter((call) => is('ParentCallSid', call.parentSid))
      .filter((call) => passesTimeFilters(call.answeredAt ?? call.createdAt, 'StartTime', form.entries()))
      .filter((call) => passesTimeFilters(call.endedAt ?? call.createdAt, 'EndTime', form.entries()));
    response.json(pageOf(wanted, view, 'calls', pathOf(request), form));
  });
  router.get('/Calls/:sid.json', (request, response) => {
    response.json(view(find(request)));
  });
  router.post('/Calls/:sid.json', (request, response) => {
    const form = formOf(request);
    const { sid } = find(request);
    changeCall(parts, sid, form);
    response.json(view(calls.get(sid) ?? find(request)));
  });
  return router;
}

/** The sound of recordings, which is no operation of the API: https://www.twilio.com/docs/voice/api/recording */
export function recordingLinks(parts: Parts): Router {
  const router = Router();
  router.get('/Recordings/:file', (request, response) => {
    const [sid = '', ending] = request.params.file.split('.');
    const recording = parts.recordings.get(sid);
    if (!recording) throw notFound(request.originalUrl);
    const isMp3 = ending === 'mp3';
    response.type(isMp3 ? 'audio/mpeg' : 'audio/x-wav');
    response.send(isMp3 ? mp3Of(recording.seconds) : wavOf(recording.seconds));
  });
  return router;
}

function createCall(parts: Parts, form: RestForm): CallRecord {
  const { to, from, timeoutSeconds } = checkNewCall(form, parts);
  const live = parts.lines.begin({
    ...{ parentSid: null, direction: 'outbound-api', from, to, status: 'queued' },
    phone_id: parts.phones.at(to)?.phone_id ?? null,
  });
  const callback = form.one('StatusCallback');
  const events = form.all('StatusCallbackEvent').flatMap((value) => value.split(/\s+/));
  const report = callback
    ? {
        url: callback,
        method: form.one('StatusCallbackMethod'),
        events: new Set(events.length > 0 ? events : ['completed']),
      }
    : null;
  const fallbackUrl = form.one('FallbackUrl');
  const source = fallbackUrl ? { fallback: { url: fallbackUrl, method: form.one('FallbackMethod') } } : {};
  const created = live.record;
  parts.clock.after(0, () => {
    void runOutgoingCall(parts, live, documentOf(form), source, report, timeoutSeconds * 1000);
  });
  return created;
}

function documentOf(form: RestForm): NextDocument {
  const url = form.one('Url');
  return url === undefined
    ? { kind: 'inline', xml: form.one('Twiml') ?? '<Response/>' }
    : { kind: 'ask', url, method: form.one('Method'), params: {} };
}

/** Ends a call or sends it elsewhere. @throws RestRefusal 21220 when it is not in a state for that */
function changeCall(parts: Parts, sid: string, form: RestForm): void {
  const live = parts.lines.live(sid);
  if (!live || isOver(live.record)) throw new RestRefusal(21220, 'Call is not in-progress. Cannot redirect.');
  const status = form.one('Status');
  if (status === undefined) {
    checkDocument(form);
    if (live.record.answeredAt === null) throw new RestRefusal(21220, 'Call is not in-progress. Cannot redirect.');
    live.interrupt({ kind: 'redirect', to: documentOf(form) });
    return;
  }
  const isAnswered = live.record.answeredAt !== null;
  if (status !== 'completed' && !(status === 'canceled' && !isAnswered)) {
    throw new RestRefusal(21220, `Call cannot be ${status} now.`);
  }
  live.setStatus(isAnswered ? 'completed' : 'canceled');
  live.interrupt({ kind: 'over', lastWords: '' });
}

/** A call as the API shows it. */
export function viewCallResource({ account }: Pick<Parts, 'account'>, call: CallRecord) {
  const duration = durationOf(call);
  return {
    sid: call.sid,
    account_sid: account.sid,
    parent_call_sid: call.parentSid,
    api_version: '2010-04-01',
    direction: call.direction,
    from: call.from,
    from_formatted: call.from,
    to: call.to,
    to_formatted: call.to,
    phone_number_sid: (account.number(call.to) ?? account.number(call.from))?.sid ?? null,
    status: call.status,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    start_time: rfc2822OrNull(call.answeredAt),
    end_time: rfc2822OrNull(call.endedAt),
    duration: duration === null ? null : String(duration),
    answered_by: null,
    forwarded_from: null,
    caller_name: null,
    group_sid: null,
    trunk_sid: null,
    queue_time: '0',
    price: null,
    price_unit: 'USD',
    uri: `/2010-04-01/Accounts/${account.sid}/Calls/${call.sid}.json`,
    subresource_uris: {},
  };
}
