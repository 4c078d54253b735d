import type {
  CallView,
  DebuggerView,
  MessageView,
  PhoneView,
  RestRequestView,
  SimulatorEvent,
  SimulatorSettings,
  SimulatorSnapshot,
  WebhookRequestView,
} from '../../../shared/simulator-contract';

/** What the window knows; lists are oldest first. */
export interface SimulatorModel {
  /** Number of the newest event that is in it. */
  readonly seq: number;
  readonly settings: SimulatorSettings;
  readonly ours: SimulatorSnapshot['ours'];
  readonly phones: readonly PhoneView[];
  readonly messages: readonly MessageView[];
  readonly requests: readonly WebhookRequestView[];
  readonly calls: readonly CallView[];
  readonly rest: readonly RestRequestView[];
  readonly debugger: readonly DebuggerView[];
}

/** How many of each are kept on screen. */
const KEPT = 500;

/** Gives the model after an event; events that are in it already change nothing. */
export function applyEvent(model: SimulatorModel, event: SimulatorEvent): SimulatorModel {
  if (event.seq <= model.seq) return model;
  const next = { ...model, seq: event.seq };
  switch (event.type) {
    case 'settings':
      return { ...next, settings: event.settings };
    case 'phone':
      return { ...next, phones: put(model.phones, event.phone, (phone) => phone.phone_id) };
    case 'message':
      return { ...next, messages: put(model.messages, event.message, (message) => message.sid) };
    case 'request':
      return { ...next, requests: put(model.requests, event.request, (request) => request.request_id) };
    case 'call':
      return { ...next, calls: put(model.calls, event.call, (call) => call.call_id) };
    case 'rest':
      return { ...next, rest: put(model.rest, event.request, (request) => request.id) };
    case 'debugger':
      return { ...next, debugger: put(model.debugger, event.line, (line) => line.id) };
  }
}

function put<T>(list: readonly T[], thing: T, idOf: (thing: T) => string): readonly T[] {
  const id = idOf(thing);
  const at = list.findLastIndex((known) => idOf(known) === id);
  return at < 0 ? [...list, thing].slice(-KEPT) : list.with(at, thing);
}
