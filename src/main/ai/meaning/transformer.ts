import { attend } from './attend';
import { createDenseLayers, type Numbers } from './dense-layers';
import type { EncoderModel } from './read-encoder-model';
import { addTo, cutNegative, meanOfRows, normRows, toUnit, type Norm } from './row-math';

/** How many pieces of a text count. */
const MAX_PIECES = 128;
const PIECES = 8002;
/** Numbers of a piece, of a row within the layers, and of one between the two halves of a layer. */
const EMBEDDING = 256;
const WIDTH = 512;
const HIDDEN = 1536;
/** What all weights take, the embeddings apart, and what is computed of the longest text. */
const MEMORY = 4_930_000 + MAX_PIECES * (EMBEDDING + 2 * WIDTH + 2 * HIDDEN);

/**
 * The network of the Universal Sentence Encoder lite (https://arxiv.org/abs/1803.11175; its layers:
 * https://arxiv.org/abs/1706.03762, here with the norm before each half): embeddings of the pieces with their places,
 * two layers of attention and feed-forward, the mean of all pieces, one more layer. Each text is computed by itself,
 * so its vector never depends on others.
 * @returns for the pieces of a text a vector of 512 numbers, of length 1
 * @throws Error when the model lacks a weight
 */
export function createTransformer({ takeWeight }: EncoderModel): (pieces: readonly number[]) => Float32Array {
  const { allocate, dense } = createDenseLayers(MEMORY);
  const embeddings = takeWeight('module/Embeddings_en', PIECES * EMBEDDING);
  const places = takeWeight('AddTimingSignal/TimingSignal/ExpandDims_1', EMBEDDING / 2);
  const embedded = allocate(MAX_PIECES * EMBEDDING);
  const stream = allocate(MAX_PIECES * WIDTH);
  const narrow = allocate(MAX_PIECES * WIDTH);
  const wide = allocate(MAX_PIECES * HIDDEN);
  const between = allocate(MAX_PIECES * HIDDEN);

  const learnt = (name: string, size: number) => takeWeight(`${name}/ConcatPartitions/concat`, size);
  const normOf = (name: string, width: number): Norm => ({
    scale: learnt(`${name}/layer_prepostprocess/layer_norm/layer_norm_scale`, width),
    bias: learnt(`${name}/layer_prepostprocess/layer_norm/layer_norm_bias`, width),
  });

  const name = (layer: number) => `Layer_${layer}/TransformerLayer`;
  const createAttention = (layer: number, input: Numbers, width: number) => {
    const norm = normOf(`Encode/${name(layer)}`, width);
    const part = `${name(layer)}/MultiheadAttention`;
    const linear = (which: string, inputs: number, outputs: number) =>
      dense(takeWeight(`${part}/${which}/kernel/part_0`, inputs * outputs), learnt(`${part}/${which}/bias`, outputs));
    const ask = linear('qkv_transform_single', width, 3 * width);
    const combine = linear('output_transform_single', width, WIDTH);
    return (rows: number) => {
      normRows(input.view, rows, norm, narrow.view);
      ask(narrow, rows, wide);
      attend(wide.view, rows, width, narrow.view);
      combine(narrow, rows, between);
    };
  };
  const createFeedForward = (layer: number) => {
    const norm = normOf(`Encode/${name(layer)}/FFN`, WIDTH);
    const linear = (which: string, inputs: number, outputs: number) =>
      dense(
        takeWeight(`${name(layer)}/FFN/${which}/Tensordot/Reshape_1`, inputs * outputs),
        learnt(`${name(layer)}/FFN/${which}/bias`, outputs),
      );
    const open = linear('conv1', WIDTH, HIDDEN);
    const close = linear('conv2', HIDDEN, WIDTH);
    return (rows: number) => {
      normRows(stream.view, rows, norm, narrow.view);
      open(narrow, rows, wide);
      cutNegative(wide.view, rows * HIDDEN);
      close(wide, rows, between);
    };
  };

  const widen = `Encode/${name(0)}/dense`;
  const toStream = dense(learnt(`${widen}/kernel`, EMBEDDING * WIDTH), learnt(`${widen}/bias`, WIDTH));
  const steps = [
    createAttention(0, embedded, EMBEDDING),
    createFeedForward(0),
    createAttention(1, stream, WIDTH),
    createFeedForward(1),
  ];
  const last = 'hidden_layers/tanh_layer_0';
  const finish = dense(takeWeight(`${last}/weights`, WIDTH * WIDTH), takeWeight(`${last}/bias`, WIDTH));

  return (pieces) => {
    const counted = pieces.slice(0, MAX_PIECES);
    const rows = counted.length;
    counted.forEach((piece, row) => {
      const embedding = embeddings.subarray(piece * EMBEDDING, (piece + 1) * EMBEDDING);
      // The model learnt with each embedding twice: once by itself and once with its place.
      embedded.view.set(
        embedding.map((number) => 2 * number),
        row * EMBEDDING,
      );
      addPlace(embedded.view.subarray(row * EMBEDDING, (row + 1) * EMBEDDING), row, places);
    });
    toStream(embedded, rows, stream);
    for (const step of steps) {
      step(rows);
      addTo(stream.view, between.view, rows * WIDTH);
    }
    meanOfRows(stream.view, rows, WIDTH, narrow.view);
    finish(narrow, 1, between);
    return toUnit(between.view.slice(0, WIDTH).map((number) => Math.tanh(number)));
  };
}

/** Waves of many lengths tell each place from all others (https://arxiv.org/abs/1706.03762, section 3.5). */
function addPlace(row: Float32Array, place: number, scales: Float32Array): void {
  scales.forEach((scale, index) => {
    const angle = place * scale;
    row[index] = (row[index] ?? 0) + Math.sin(angle);
    row[scales.length + index] = (row[scales.length + index] ?? 0) + Math.cos(angle);
  });
}
