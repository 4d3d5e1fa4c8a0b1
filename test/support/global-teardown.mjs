export default async function globalTeardown() {
  await globalThis.testPostgres?.stop();
  await globalThis.testPostgres?.remove();
}
