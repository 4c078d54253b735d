/**
 * Multiplies rows of numbers with a panel of eight columns, four rows at a time, in the processor's own vectors.
 * All addresses and lengths are in bytes; rows are taken by fours, so memory behind the last row may be read and
 * written.
 */
export type PanelKernel = (
  panel: number,
  bias: number,
  input: number,
  inputRow: number,
  inputEnd: number,
  output: number,
  outputRow: number,
) => void;

/** What is used of WebAssembly, which every runtime of the app has and Node's types of that age do not. */
interface Engine {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => KernelMemory;
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (program: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** The memory that a kernel works in. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
}

const { WebAssembly: engine } = globalThis as unknown as { readonly WebAssembly: Engine };
const PAGE_BYTES = 65_536;

const ROWS = 4;
/** How many numbers of a row one turn of the inner loop takes: rows must be a multiple of it. */
const UNROLLED = 4;
const VECTOR = 16;
const FLOAT = 4;

const [PANEL, BIAS, INPUT, INPUT_ROW, INPUT_END, OUTPUT, OUTPUT_ROW] = [0, 1, 2, 3, 4, 5, 6] as const;
const WEIGHT = 7;
const FIRST_END = 8;
const row = (index: number) => 9 + index;
const I32_LOCALS = 2 + ROWS;
const sum = (index: number, half: number) => 13 + 2 * index + half;
const weights = (half: number) => 21 + half;
const FACTOR = 23;
const V128_LOCALS = 2 * ROWS + 3;

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, ...signed(value)];
const I32_ADD = [0x6a];
const I32_LESS = [0x49];
const add = (local: number, what: readonly number[]) => [...get(local), ...what, ...I32_ADD, ...set(local)];
const loadVector = (address: number, offset: number) => [...get(address), 0xfd, 0x00, 0x00, ...unsigned(offset)];
const spreadFloat = (address: number, offset: number) => [...get(address), 0xfd, 0x09, 0x00, ...unsigned(offset)];
const storeVector = (address: number, offset: number, local: number) => [
  ...get(address),
  ...get(local),
  ...[0xfd, 0x0b, 0x00, ...unsigned(offset)],
];
const VECTOR_ADD = [0xfd, 0xe4, 0x01];
const VECTOR_MULTIPLY = [0xfd, 0xe6, 0x01];
const repeatWhile = (body: readonly number[], condition: readonly number[]) => [
  ...[0x03, 0x40, ...body],
  ...[...condition, 0x0d, 0x00, 0x0b],
];

/** @returns memory of at least so many bytes, all 0 */
export function createKernelMemory(bytes: number): KernelMemory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return new engine.Memory({ initial: pages, maximum: pages });
}

/**
 * Puts the kernel together as a WebAssembly program (https://webassembly.github.io/spec/core/binary/): this is the one
 * part of the model that takes time, and plain JavaScript knows no vectors.
 */
export function createPanelKernel(memory: KernelMemory): PanelKernel {
  const program = new engine.Module(Uint8Array.from(assemble()));
  const { exports } = new engine.Instance(program, { m: { m: memory } });
  return exports.k as PanelKernel;
}

function assemble(): number[] {
  const i32 = 0x7f;
  const v128 = 0x7b;
  const parameters = [i32, i32, i32, i32, i32, i32, i32];
  const locals = [2, I32_LOCALS, i32, V128_LOCALS, v128];
  const code = [...locals, ...rowsLoop(), 0x0b];
  return [
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, parameters.length, ...parameters, 0]),
    ...section(2, [1, ...[1, 0x6d], ...[1, 0x6d], 0x02, 0x00, 0x01]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...[1, 0x6b], 0x00, 0x00]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ];
}

function rowsLoop(): number[] {
  const rows = Array.from({ length: ROWS }, (_, index) => index);
  const halves = [0, 1];
  const start = [
    ...[...get(PANEL), ...set(WEIGHT)],
    ...rows.flatMap((index) =>
      index === 0
        ? [...get(INPUT), ...set(row(0))]
        : [...get(row(index - 1)), ...get(INPUT_ROW), ...I32_ADD, ...set(row(index))],
    ),
    ...[...get(row(1)), ...set(FIRST_END)],
    ...rows.flatMap((index) =>
      halves.flatMap((half) => [...loadVector(BIAS, half * VECTOR), ...set(sum(index, half))]),
    ),
  ];
  const step = (turn: number) => [
    ...halves.flatMap((half) => [...loadVector(WEIGHT, (2 * turn + half) * VECTOR), ...set(weights(half))]),
    ...rows.flatMap((index) => [
      ...[...spreadFloat(row(index), turn * FLOAT), ...set(FACTOR)],
      ...halves.flatMap((half) => [
        ...[...get(sum(index, half)), ...get(FACTOR), ...get(weights(half))],
        ...[...VECTOR_MULTIPLY, ...VECTOR_ADD, ...set(sum(index, half))],
      ]),
    ]),
  ];
  const inner = [
    ...Array.from({ length: UNROLLED }, (_, turn) => step(turn)).flat(),
    ...add(WEIGHT, constant(2 * VECTOR * UNROLLED)),
    ...rows.flatMap((index) => add(row(index), constant(FLOAT * UNROLLED))),
  ];
  const finish = [
    ...rows.flatMap((index) => [
      ...halves.flatMap((half) => storeVector(OUTPUT, half * VECTOR, sum(index, half))),
      ...add(OUTPUT, get(OUTPUT_ROW)),
    ]),
    ...[...get(row(ROWS - 1)), ...set(INPUT)],
  ];
  const innerLoop = repeatWhile(inner, [...get(row(0)), ...get(FIRST_END), ...I32_LESS]);
  return repeatWhile([...start, ...innerLoop, ...finish], [...get(INPUT), ...get(INPUT_END), ...I32_LESS]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** Little-endian groups of seven bits, the highest bit says whether more follow (LEB128). */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** As `unsigned`, for a number that is not negative, where bit 6 of the last group would be its sign. */
function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}
