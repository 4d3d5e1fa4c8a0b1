/** A figure's name, with the reason code where it is told for one, and how many of how many. */
export function recompute(lines: object[]): Record<string, [numerator: number, denominator: number]>;
