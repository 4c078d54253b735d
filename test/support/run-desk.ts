import { startDesk, type StartOptions } from './start-desk';

/** What the program is told. */
export type RunDesk = Required<Pick<StartOptions, 'dataDir' | 'env'>>;

/** A desk in a process of its own, so that it can be killed. Prints where it listens. */
async function run(options: RunDesk): Promise<void> {
  const desk = await startDesk(options);
  process.stdout.write(`${desk.webhookUrl}\n`);
}

void run(JSON.parse(process.argv[2] ?? '') as RunDesk);
