import { measureVerifier } from './audit-log/measure-verifier.js';

/** `npm run bench:verifier [-- <entries>]`: how long an export of a million entries takes to verify offline. */
const entries = Number(process.argv[2] ?? 1_000_000);
const { checkpoints, megabytes, seconds, cpuSeconds, peakMegabytes } = await measureVerifier(entries);
process.stdout.write(
  `${entries.toLocaleString('en-GB')} entries under ${checkpoints.toLocaleString('en-GB')} checkpoints (${megabytes.toFixed(0)} MB) ` +
    `verified in ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU), ${peakMegabytes.toFixed(0)} MB at most\n`,
);
