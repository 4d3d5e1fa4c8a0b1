/** Ends with 0 when the process that listens on the given port says it is ready: `node healthcheck.mjs 3000`. */
const answer = await fetch(`http://127.0.0.1:${process.argv[2]}/health/ready`).catch((error) => error);
if (!answer.ok) {
  console.error(answer.status ?? answer.cause?.message ?? answer.message);
  process.exitCode = 1;
}
