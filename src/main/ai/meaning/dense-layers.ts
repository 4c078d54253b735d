import { createKernelMemory, createPanelKernel } from './panel-kernel';

/** Numbers, row after row, in the memory that the layers compute in. */
export interface Numbers {
  readonly address: number;
  readonly view: Float32Array;
}

/** `output = input × weights + bias`, for the first `rows` rows of `input`. */
export type Dense = (input: Numbers, rows: number, output: Numbers) => void;

export interface DenseLayers {
  /** @throws RangeError when the memory is full */
  readonly allocate: (size: number) => Numbers;
  /**
   * @param weights `inputs` rows of `outputs` numbers
   * @returns the layer; what it reads and writes must have a multiple of four rows
   */
  readonly dense: (weights: Float32Array, bias: Float32Array) => Dense;
}

const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** Columns that are multiplied at once. */
const PANEL = 8;

/** @param size how many numbers there will be, weights and what is computed together */
export function createDenseLayers(size: number): DenseLayers {
  const memory = createKernelMemory(size * BYTES);
  const multiplyPanel = createPanelKernel(memory);
  let next = 0;

  const allocate = (length: number): Numbers => {
    const address = next;
    const view = new Float32Array(memory.buffer, address, length);
    next += length * BYTES;
    return { address, view };
  };

  return {
    allocate,
    dense: (weights, bias) => {
      const outputs = bias.length;
      const inputs = weights.length / outputs;
      const packed = allocate(weights.length);
      pack(weights, packed.view, inputs, outputs);
      const added = allocate(outputs);
      added.view.set(bias);
      const inputRow = inputs * BYTES;
      const outputRow = outputs * BYTES;
      return (input, rows, output) => {
        for (let column = 0; column < outputs; column += PANEL) {
          multiplyPanel(
            packed.address + column * inputRow,
            added.address + column * BYTES,
            input.address,
            inputRow,
            input.address + rows * inputRow,
            output.address + column * BYTES,
            outputRow,
          );
        }
      };
    },
  };
}

/** Lays the columns of a panel side by side, so that the weights are read one after the other. */
function pack(weights: Float32Array, packed: Float32Array, inputs: number, outputs: number): void {
  let next = 0;
  for (let column = 0; column < outputs; column += PANEL) {
    for (let input = 0; input < inputs; input++, next += PANEL) {
      const start = input * outputs + column;
      packed.set(weights.subarray(start, start + PANEL), next);
    }
  }
}
