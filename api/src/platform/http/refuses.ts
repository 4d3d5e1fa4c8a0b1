import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ProblemCode } from './problem-codes.js';

const PREFIX = 'x-refuses-';

/**
 * Names codes that a route refuses with, so that its statuses are in the document. Several on one route add up: the codes
 * of access and of lists come with their annotations, and what follows from a route's shape is not written anywhere
 * (`refusals.ts`). `npm run fuzz` fails on an answer that is not declared.
 */
export const Refuses = (...codes: ProblemCode[]): MethodDecorator & ClassDecorator =>
  applyDecorators(...codes.map((code) => ApiExtension(`${PREFIX}${code}`, true)));

/** Takes the codes that `@Refuses` left on an operation of the document. */
export function takeRefuses(operation: object): ProblemCode[] {
  const marks = Object.keys(operation).filter((key) => key.startsWith(PREFIX));
  for (const mark of marks) delete (operation as Record<string, unknown>)[mark];
  return marks.map((mark) => mark.slice(PREFIX.length) as ProblemCode);
}
