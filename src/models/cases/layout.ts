/**
 * Lays points of one lane side by side and, where they would overlap, on top of each other.
 * @param positions drawing positions along the axis, in any order
 * @param size room one point takes
 * @returns for each position, in the order given, its place and how many points it stands on
 */
export function stackPoints(positions: readonly number[], size: number): { x: number; level: number }[] {
  const order = positions.map((x, index) => ({ x, index })).sort((a, b) => a.x - b.x || a.index - b.index);
  // Right edge of the last point on each level.
  const levels: number[] = [];
  const placed: { x: number; level: number }[] = Array.from({ length: positions.length });
  for (const { x, index } of order) {
    let level = levels.findIndex((edge) => x - edge >= size);
    if (level < 0) level = levels.length;
    levels[level] = x;
    placed[index] = { x, level };
  }
  return placed;
}
