/** Keeps a row that is the same everywhere from being divided by 0; as the model learnt with. */
const EPSILON = 1e-6;

/** How a row is spread out: `scale` and `bias` for each of its numbers. */
export interface Norm {
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

/** Writes each row of `input` to `output` with mean 0 and variance 1, then scaled and moved. */
export function normRows(input: Float32Array, rows: number, { scale, bias }: Norm, output: Float32Array): void {
  const width = scale.length;
  for (let start = 0; start < rows * width; start += width) {
    let sum = 0;
    for (let index = start; index < start + width; index++) sum += input[index] ?? 0;
    const mean = sum / width;
    let squares = 0;
    for (let index = start; index < start + width; index++) squares += ((input[index] ?? 0) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / width + EPSILON);
    for (let index = 0; index < width; index++) {
      const spread = ((input[start + index] ?? 0) - mean) * factor;
      output[start + index] = spread * (scale[index] ?? 1) + (bias[index] ?? 0);
    }
  }
}

/** Adds the first `length` numbers of `more` to `numbers`. */
export function addTo(numbers: Float32Array, more: Float32Array, length: number): void {
  for (let index = 0; index < length; index++) numbers[index] = (numbers[index] ?? 0) + (more[index] ?? 0);
}

/** Makes what is negative of the first `length` numbers 0. */
export function cutNegative(numbers: Float32Array, length: number): void {
  for (let index = 0; index < length; index++) if ((numbers[index] ?? 0) < 0) numbers[index] = 0;
}

/** Writes the mean of all rows to the first row of `output`; 0 of no rows. */
export function meanOfRows(input: Float32Array, rows: number, width: number, output: Float32Array): void {
  for (let column = 0; column < width; column++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += input[row * width + column] ?? 0;
    output[column] = sum / Math.max(rows, 1);
  }
}

/** @returns a vector of the same direction, of length 1 */
export function toUnit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const number of vector) squares += number * number;
  const factor = 1 / Math.sqrt(Math.max(squares, 1e-12));
  return vector.map((number) => number * factor);
}
