import type { Fault } from '../rules/next-attempt.js';

/** A call to a model that came to no answer. */
export class ModelFault extends Error {
  constructor(readonly fault: Fault) {
    super(`the model gave no answer: ${fault.kind}`);
  }
}
