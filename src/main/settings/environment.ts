import path from 'node:path';
import { parse } from 'dotenv';
import { DEFAULT_GAP_MINUTES } from '../../shared/session-rule';
import { readGroups } from './environment-groups';
import type { Environment, Given, ReadValue, Source } from './environment-shape';
import { valueRules, type ValueName, type ValueOf } from './environment-values';

/** What was given does not hold together. Each problem is a sentence with what to do. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

export interface EnvironmentSources {
  readonly processEnv: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  /** Where data is kept unless SWITCHBOARD_DATA_DIR says otherwise. */
  readonly defaultDataDir: string;
  /** Gives the text of a file, or null when there is none. */
  readonly readFile: (file: string) => string | null;
}

/**
 * Reads the environment: the process's own, else `.env` in the working folder, else `.env` in the data folder. An empty
 * value means "not set", and hides what the files after it say. Nothing is written back to the process's environment.
 *
 * @throws EnvironmentError with every problem at once
 */
export function readEnvironment(sources: EnvironmentSources): Environment {
  const problems: string[] = [];
  const texts: Texts[] = [
    { from: 'process', values: sources.processEnv },
    { from: 'working-folder', values: readEnvFile(sources, sources.workingFolder, problems) },
  ];
  const read = createReader(texts, problems);

  const dataDir = read('SWITCHBOARD_DATA_DIR', sources.defaultDataDir);
  const resolved = { ...dataDir, value: path.resolve(sources.workingFolder, dataDir.value) };
  if (resolved.value !== path.resolve(sources.workingFolder)) {
    texts.push({ from: 'data-folder', values: readEnvFile(sources, resolved.value, problems) });
  }

  const environment: Environment = {
    dataDir: resolved,
    demoTour: read('SWITCHBOARD_DEMO_TOUR', false),
    port: read('PORT', 3000),
    twilioApiBaseUrl: read('TWILIO_API_BASE_URL', null),
    ngrokDomain: read('NGROK_DOMAIN', null),
    localtunnelHost: read('LOCALTUNNEL_HOST', null),
    aiEnabled: read('AI_RESPONSES_ENABLED', true),
    aiDelayMs: read('AI_RESPONSE_DELAY', 1000),
    aiProvider: read('AI_PROVIDER', 'mock'),
    openaiBaseUrl: read('OPENAI_BASE_URL', null),
    openaiApiKey: read('OPENAI_API_KEY', null),
    openaiModel: read('OPENAI_MODEL', null),
    gapMinutes: read('SESSION_GAP_MINUTES', DEFAULT_GAP_MINUTES),
    ...readGroups(read, problems),
  };
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environment;
}

interface Texts {
  readonly from: Exclude<Source, 'default'>;
  readonly values: Readonly<Record<string, string | undefined>>;
}

function createReader(texts: readonly Texts[], problems: string[]): ReadValue {
  return <N extends ValueName, D>(name: N, otherwise: D): Given<ValueOf<N> | D> => {
    const source = texts.find(({ values }) => Object.hasOwn(values, name) && values[name] !== undefined);
    const text = source?.values[name]?.trim() ?? '';
    if (!source || text === '') return { value: otherwise, from: 'default' };
    const rule = valueRules[name];
    const parsed = rule.schema.safeParse(text);
    if (parsed.success) return { value: parsed.data as ValueOf<N>, from: source.from };
    problems.push(`${name} ${placeOf(source.from)} is ${shown(text, rule.secret)}. It must be ${rule.allowed}.`);
    return { value: otherwise, from: 'default' };
  };
}

function placeOf(from: Texts['from']): string {
  switch (from) {
    case 'process':
      return 'in the environment';
    case 'working-folder':
      return 'in .env of the working folder';
    case 'data-folder':
      return 'in .env of the data folder';
  }
}

/** Longest part of a wrong value that is repeated in a sentence. */
const SHOWN_LENGTH = 60;

function shown(text: string, secret: true | undefined): string {
  if (secret) return 'not usable (it is secret, so it is not shown)';
  const clean = text.replace(/\p{Cc}+/gu, ' ').replace(/\/\/[^/@\s]*@/, '//…@');
  return clean.length > SHOWN_LENGTH ? `“${clean.slice(0, SHOWN_LENGTH)}…”` : `“${clean}”`;
}

function readEnvFile(
  sources: EnvironmentSources,
  folder: string,
  problems: string[],
): Readonly<Record<string, string>> {
  const file = path.join(folder, '.env');
  try {
    const text = sources.readFile(file);
    return text === null ? {} : parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push(`${file} could not be read (${why}). Make it readable, or remove it.`);
    return {};
  }
}
