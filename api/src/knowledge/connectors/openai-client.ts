import OpenAI from 'openai';

/**
 * A client for OpenAI or what speaks as it does. Whether to ask again is decided elsewhere, so it never does; nor does it log, because
 * what it would log is what customers wrote.
 * @param baseURL OpenAI's own when not given
 */
export function openAiClient(apiKey: string, baseURL = 'https://api.openai.com/v1'): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL,
    // Else it would read them from the environment.
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetchOptions: { redirect: 'error' },
  });
}
