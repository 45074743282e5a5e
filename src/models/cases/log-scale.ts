/** A logarithmic axis: amounts from whole decade to whole decade onto a span of drawing units. */
export interface LogScale {
  /** Position of a value; values outside the axis land outside the span. */
  at(value: number): number;
  /** Powers of ten on the axis, ends included. */
  readonly ticks: readonly number[];
}

/**
 * @param values positive numbers to fit; the axis runs from the decade below the smallest to the decade above the largest
 * @param start drawing position of the low end
 * @param end drawing position of the high end (may be smaller than `start` for an upward axis)
 * @throws RangeError when there is no value or one is not positive: a logarithmic axis has no zero
 */
export function logScale(values: readonly number[], start: number, end: number): LogScale {
  if (values.length === 0 || values.some((v) => !(v > 0) || !Number.isFinite(v)))
    throw new RangeError('a logarithmic axis needs at least one value, all positive');
  // Rounding guards against log10(1000) === 2.9999999999999996.
  const exact = (v: number) => Math.round(Math.log10(v) * 1e12) / 1e12;
  const low = Math.floor(exact(Math.min(...values)));
  const high = Math.max(Math.ceil(exact(Math.max(...values))), low + 1);
  return {
    at: (value) => start + ((exact(value) - low) / (high - low)) * (end - start),
    ticks: Array.from({ length: high - low + 1 }, (_, n) => 10 ** (low + n)),
  };
}
