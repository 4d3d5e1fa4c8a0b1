import { useState } from 'react';
import type { PromptPrice } from '../api-types';
import { dollarsOf, microsOf } from './dollars';

/** What a model costs, in dollars as they are typed. */
export interface TypedPrice {
  read: string;
  written: string;
}

/**
 * The prices of the models that are named, in the making; a model's price is kept while another name is tried.
 * @param known the prices of the version that this one begins as
 * @returns `prices` in millionths of a dollar, null while one of them is no amount
 */
export function usePrices(known: readonly PromptPrice[], named: string[]) {
  const [written, setWritten] = useState<Record<string, TypedPrice>>(() =>
    Object.fromEntries(
      known.map((price) => [
        price.model,
        { read: dollarsOf(price.inputMicros), written: dollarsOf(price.outputMicros) },
      ]),
    ),
  );
  const typed = (model: string): TypedPrice => written[model] ?? { read: '', written: '' };
  const read = named.map((model) => ({
    model,
    inputMicros: microsOf(typed(model).read),
    outputMicros: microsOf(typed(model).written),
  }));
  const isPrice = (price: (typeof read)[number]): price is PromptPrice =>
    price.inputMicros !== null && price.outputMicros !== null;
  return {
    prices: read.every(isPrice) ? read : null,
    typed,
    write: (model: string, price: Partial<TypedPrice>) =>
      setWritten((now) => ({ ...now, [model]: { read: '', written: '', ...now[model], ...price } })),
  };
}
