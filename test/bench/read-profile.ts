import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children?: readonly number[];
}

interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A part of the program and its share of the time in which the main thread was busy. */
export interface ProfilePart {
  readonly part: string;
  readonly share: number;
}

/**
 * Reads a V8 profile. Each sample counts for the innermost function that is not Node's or V8's own: what `JSON.stringify`
 * or a hash costs belongs to whoever asked for it.
 */
export async function readProfile(file: string): Promise<ProfilePart[]> {
  const profile = JSON.parse(await readFile(file, 'utf8')) as CpuProfile;
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const maps = await readMaps(profile);
  const time = new Map<string, number>();
  let busy = 0;
  profile.samples.forEach((sample, index) => {
    const part = partOf(sample);
    if (part === null) return;
    const spent = profile.timeDeltas[index] ?? 0;
    busy += spent;
    time.set(part, (time.get(part) ?? 0) + spent);
  });
  return [...time].map(([part, spent]) => ({ part, share: spent / busy })).sort((a, b) => b.share - a.share);

  function partOf(sample: number): string | null {
    const leaf = nodes.get(sample)?.callFrame.functionName;
    if (leaf === '(idle)') return null;
    if (leaf === '(garbage collector)') return 'collecting garbage';
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const frame = nodes.get(id)?.callFrame;
      const source = frame && sourceOf(frame, maps);
      // What measuring costs is not the desk's.
      if (source) return source.includes('/test/bench/') ? null : nameOf(source);
    }
    return leaf === '(program)' ? 'the system (sockets, threads)' : "Node's http and streams";
  }
}

/** Says the largest parts in one line. */
export function sayProfile(parts: readonly ProfilePart[], most = 12): string {
  return parts
    .slice(0, most)
    .map(({ part, share }) => `${part} ${(share * 100).toFixed(0)} %`)
    .join(', ');
}

async function readMaps({ nodes }: CpuProfile): Promise<Map<string, SourceMap>> {
  const maps = new Map<string, SourceMap>();
  for (const url of new Set(nodes.map(({ callFrame }) => callFrame.url))) {
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    if (!file.startsWith('/') || !existsSync(`${file}.map`)) continue;
    const payload = JSON.parse(await readFile(`${file}.map`, 'utf8')) as ConstructorParameters<typeof SourceMap>[0];
    maps.set(url, new SourceMap(payload));
  }
  return maps;
}

function sourceOf(frame: ProfileNode['callFrame'], maps: ReadonlyMap<string, SourceMap>): string | null {
  const { url, lineNumber, columnNumber } = frame;
  if (!url || url.startsWith('node:')) return null;
  const entry = maps.get(url)?.findEntry(lineNumber, columnNumber);
  return entry && 'originalSource' in entry ? entry.originalSource : url;
}

/** Our own code by its folder and file, a library by its name. */
function nameOf(source: string): string {
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(source)?.[1];
  if (library !== undefined) return library;
  return /src\/(?:main\/)?(.+?)(?:\.ts)?$/.exec(source)?.[1] ?? source.split('/').at(-1) ?? source;
}
