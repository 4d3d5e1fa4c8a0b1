/** Injects the checked environment (`config/environment.ts`). */
export const ENVIRONMENT = Symbol('environment');
