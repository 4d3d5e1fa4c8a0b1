/** What a model costs, in millionths of a US dollar for a million tokens. */
export interface Price {
  model: string;
  inputMicros: number;
  outputMicros: number;
}

/** One version of what models are told. */
export interface Prompt {
  instructions: string;
  model: string;
  /** Asked when the first one can't be had. */
  fallbackModel: string | null;
  maxOutputTokens: number;
  /** Whether to ask for the log-probabilities of the answer's tokens, which some models refuse to give. */
  logprobs: boolean;
  prices: readonly Price[];
}

/** @returns a sentence for each thing that is wrong with it besides the form of its fields */
export function promptFaults({ model, fallbackModel, prices }: Prompt): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = [];
  for (const [path, name] of Object.entries({ model, fallbackModel })) {
    if (name !== null && !prices.some((price) => price.model === name)) {
      faults.push({ path, message: `${name} has no price, so its budget could not be kept` });
    }
  }
  if (model === fallbackModel) faults.push({ path: 'fallbackModel', message: 'is the model itself' });
  const names = prices.map((price) => price.model);
  if (new Set(names).size < names.length) faults.push({ path: 'prices', message: 'has a model twice' });
  return faults;
}
