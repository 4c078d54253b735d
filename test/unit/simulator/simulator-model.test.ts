import { describe, expect, it } from 'vitest';
import type { SimulatorBridge, SimulatorEvent, SimulatorSnapshot } from '../../../src/shared/simulator-contract';
import { createSimulator } from '../../../src/renderer/features/simulator/create-simulator';
import { applyEvent, type SimulatorModel } from '../../../src/renderer/features/simulator/simulator-model';

const phone = (name: string) => ({
  ...{ phone_id: name, name, number: '+12025550123', whatsappAddress: 'whatsapp:+12025550123', profileName: name },
  delivery: null,
});
const snapshot = (seq: number, names: readonly string[] = []): SimulatorSnapshot => ({
  seq,
  settings: {
    delivery: { stepMs: 0, reorder: false, duplicate: false, failWith: null, readReceipts: true },
    reachable: true,
    restTrouble: 'none',
  },
  ours: { sms: null, voice: null, whatsapp: null },
  phones: names.map(phone),
  ...{ messages: [], requests: [], calls: [], rest: [], debugger: [] },
});
const phoneEvent = (seq: number, name: string): SimulatorEvent => ({ seq, type: 'phone', phone: phone(name) });

describe('the model of the simulator window', () => {
  // Bug caught: an older state shown over a newer one, when events and snapshot cross.
  it('passes over what the snapshot has, and takes the newest of each thing', () => {
    const start: SimulatorModel = snapshot(5, ['Maria']);
    const renamed = { ...phone('Maria'), name: 'Maria R.' };
    const events: SimulatorEvent[] = [
      { seq: 4, type: 'phone', phone: { ...phone('Maria'), name: 'old' } },
      { seq: 6, type: 'phone', phone: renamed },
      phoneEvent(7, 'Tom'),
      { seq: 6, type: 'phone', phone: { ...phone('Maria'), name: 'again' } },
    ];
    expect(events.reduce(applyEvent, start).phones.map(({ name }) => name)).toEqual(['Maria R.', 'Tom']);
  });

  // Bug caught: a window that grows without end while it is left open.
  it('forgets what is older than a few hundred', () => {
    let model: SimulatorModel = snapshot(0);
    for (let seq = 1; seq <= 700; seq += 1) {
      const line = { id: `N${seq}`, at: '', level: 'error', code: 1, message: '', about: '' } as const;
      model = applyEvent(model, { seq, type: 'debugger', line });
    }
    expect(model.debugger).toHaveLength(500);
    expect(model.debugger.at(-1)?.id).toBe('N700');
  });

  // Bug caught: what happens between listening and the snapshot is lost, or applied twice.
  it('joins the snapshot with what came while it was on its way', async () => {
    let emit: (event: SimulatorEvent) => void = () => undefined;
    let answer: (value: SimulatorSnapshot) => void = () => undefined;
    const bridge = {
      request: () => new Promise((resolve) => (answer = (value) => resolve({ ok: true, value }))),
      onEvent: (listener: (event: SimulatorEvent) => void) => {
        emit = listener;
        return () => undefined;
      },
    } as unknown as SimulatorBridge;
    const simulator = createSimulator(bridge);
    emit(phoneEvent(1, 'Maria'));
    emit(phoneEvent(3, 'Aisha'));
    answer(snapshot(2, ['Maria', 'Tom']));
    await new Promise(setImmediate);
    emit(phoneEvent(4, 'Sam'));
    const state = simulator.state.getState();
    expect(state.at === 'ready' && state.model.phones.map(({ name }) => name)).toEqual([
      'Maria',
      'Tom',
      'Aisha',
      'Sam',
    ]);
  });

  it('says why there is nothing to show', async () => {
    const error = { code: 'refused', message: 'Not here.' } as const;
    const bridge: SimulatorBridge = {
      request: () => Promise.resolve({ ok: false, error }),
      onEvent: () => () => undefined,
    };
    const { state } = createSimulator(bridge);
    await new Promise(setImmediate);
    expect(state.getState()).toEqual({ at: 'failed', problem: error });
  });
});
