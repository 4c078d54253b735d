const HEADS = 4;

/**
 * Lets each row take from all rows what fits it: scaled dot-product attention in four heads
 * (https://arxiv.org/abs/1706.03762, section 3.2).
 * @param asked for each row what it looks for, what it is found by and what it gives: three times `width` numbers
 * @param width of a row of `output`, all heads together
 */
export function attend(asked: Float32Array, rows: number, width: number, output: Float32Array): void {
  const size = width / HEADS;
  const scale = 1 / Math.sqrt(size);
  const shares = new Float64Array(rows);
  for (let head = 0; head < HEADS; head++) {
    for (let row = 0; row < rows; row++) {
      const query = row * 3 * width + head * size;
      for (let other = 0; other < rows; other++) {
        const key = other * 3 * width + width + head * size;
        let fit = 0;
        for (let index = 0; index < size; index++) fit += (asked[query + index] ?? 0) * (asked[key + index] ?? 0);
        shares[other] = fit * scale;
      }
      toShares(shares);
      const target = row * width + head * size;
      output.fill(0, target, target + size);
      for (let other = 0; other < rows; other++) {
        const value = other * 3 * width + 2 * width + head * size;
        const share = shares[other] ?? 0;
        for (let index = 0; index < size; index++) {
          output[target + index] = (output[target + index] ?? 0) + share * (asked[value + index] ?? 0);
        }
      }
    }
  }
}

/** Softmax: all are above 0 then and together 1. */
function toShares(fits: Float64Array): void {
  const highest = fits.reduce((high, fit) => Math.max(high, fit), -Infinity);
  let sum = 0;
  for (let index = 0; index < fits.length; index++) sum += fits[index] = Math.exp((fits[index] ?? 0) - highest);
  for (let index = 0; index < fits.length; index++) fits[index] = (fits[index] ?? 0) / sum;
}
