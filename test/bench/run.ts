import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PROJECT_DIR } from '../../scripts/runtime/paths.mjs';
import { createStarter } from './electron-process';
import { describeMachine, sayMachine } from './machine';
import type { Measure, Outcome } from './measure';
import { measureBubble } from './measure-bubble';
import { measureStart } from './measure-start';
import { measureStore } from './measure-store';
import { measureWebhooks } from './measure-webhooks';
import { readOptions } from './options';
import { formatTable } from './report';

const measures: readonly Measure[] = [measureStore, measureWebhooks, measureBubble, measureStart];

/** What of a person's own environment must not configure what is measured. */
const OWN_SETTINGS =
  /^(SWITCHBOARD_|TWILIO_|NGROK_|LOCALTUNNEL_|AI_|OPENAI_|PUBLIC_URL$|TUNNEL$|PORT$|SESSION_GAP_MINUTES$|DATABASE_URL$)/;

const options = readOptions(
  process.argv.slice(2),
  measures.map(({ name }) => name),
);
const electron = process.env.ELECTRON_EXEC_PATH ?? '';
const scratch = await mkdtemp(path.join(os.tmpdir(), 'switchboard-bench-'));
const electrons = createStarter({
  electron,
  args: JSON.parse(process.env.BENCH_ELECTRON_ARGS ?? '[]') as string[],
  projectDir: PROJECT_DIR,
  cwd: scratch,
  env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN_SETTINGS.test(name))),
});
process.once('SIGTERM', () => void cleanUp().then(() => process.exit(143)));

try {
  const machine = await describeMachine(electron);
  console.log(`${sayMachine(machine)}\n`);
  const outcomes: (Outcome & { readonly name: string })[] = [];
  for (const measure of measures) {
    if (options.only.length > 0 && !options.only.includes(measure.name)) continue;
    console.log(`${measure.title} …`);
    const startedAt = performance.now();
    const outcome = await measure.run({
      quick: options.quick,
      scratch,
      startElectron: electrons.start,
      say: (text) => console.log(`  ${text}`),
    });
    console.log(`  done in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    outcomes.push({ name: measure.name, ...outcome });
  }
  console.log(`\n${formatTable(outcomes.flatMap(({ findings }) => findings))}\n`);
  for (const { remarks } of outcomes) for (const remark of remarks) console.log(`- ${remark}`);
  if (options.quick) console.log('\nA quick run: it shows that the bench works; its figures are not to be quoted.');
  if (options.json !== null) {
    const { quick } = options;
    await writeFile(
      options.json,
      `${JSON.stringify({ at: new Date().toISOString(), quick, machine, outcomes }, null, 2)}\n`,
    );
  }
} finally {
  await cleanUp();
}

async function cleanUp(): Promise<void> {
  await electrons.endAll();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
