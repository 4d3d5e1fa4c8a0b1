/** Jest's global setup can't be TypeScript, and shares these with what is. */
export const TEST_POSTGRES_PREFIX: string;
export const TEST_KEYS_PREFIX: string;
export const TEST_PRODUCT_PREFIX: string;
