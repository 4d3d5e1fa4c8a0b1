import type { ExportResult } from '../archive/measure-export.js';
import type { Latencies } from '../load/latencies.js';
import type { Sealing } from '../sealing.js';
import type { Throughput } from '../throughput.js';
import type { Results } from './results.js';
import { number, table } from './table.js';
import { targets } from './targets.js';

const times = ({ p50, p95, p99 }: Latencies): string[] => [number(p50), number(p95), number(p99)];

/** The whole report as Markdown. */
export function report(results: Results): string {
  const sections = [
    '# How fast',
    heading(results),
    '## Targets',
    targetTable(results),
    '## Cycles',
    CYCLES_READ,
    cycleTable(results),
    ...results.skipped,
    '## Intake',
    'Propose, until it is durably routed and acknowledged.',
    intakeTable(results),
    '## Approve',
    'To the answer, and to the moment at which the outcome of the tool call was committed.',
    approveTable(results),
    '## Sealing',
    SEALING_READ,
    sealingTable(results.sealing),
    '## Pages',
    pagesRead(results),
    pageTable(results),
    '## Export',
    'The whole log of the larger archive over HTTP, to whoever keeps none of it; memory is that of the process that answers, at most.',
    exportTable(results.exports),
    '## Evaluator',
    `The routing policy alone, one core, every condition explained: ${number(results.decisionsPerSecond / 1e6)} million decisions a second.`,
    '## Memory and start',
    memoryTable(results),
    startRead(results),
  ];
  return `${sections.join('\n\n')}\n`;
}

function heading({ at, machine, minutes }: Results): string {
  return [
    `Written by \`npm run bench\` on ${at.toISOString().slice(0, 10)} in ${number(minutes)} minutes: Node ${machine.node}, PostgreSQL ${machine.postgres} with fsync,`,
    `${machine.cores} × ${machine.processor}, ${machine.system}. Clients, product and database share the machine.`,
    'Absolute numbers belong to this machine and this hour; the ratios are what to compare.',
  ].join('\n');
}

function targetTable(results: Results): string {
  const rows = targets(results).map(({ what, wanted, measured, reached }) => [
    what,
    wanted,
    measured,
    reached ? 'yes' : '**no**',
  ]);
  return table(['what', 'wanted', 'measured', 'reached'], rows);
}

const CYCLES_READ = `A cycle is a refund proposed, routed to people, approved by one operator and run by the worker, with its outcome on
record. Clients propose and approve in a closed loop over HTTP while the worker follows; a cycle counts when its outcome
is committed. The floor is the least SQL that leaves the same rows and audit entries behind: four guarded statements,
four commits, straight on the driver. Product and floor take turns in the same seconds of the same server.

- **apart**: an HTTP process and a worker that finds its work by polling; **with Redis**: Bull rings; **one process**:
  what \`npm start\` runs.
- Latencies are milliseconds; those of a cycle go from the proposal sent to the outcome committed.`;

function cycleTable({ throughput }: Results): string {
  const rows = throughput.map(({ layout, concurrency, cycle, floor, ratio }) => [
    layout,
    String(concurrency),
    number(cycle.perSecond),
    number(floor.perSecond),
    `**${number(ratio)}**`,
    ...times(cycle.latencies.cycle!),
    ...times(floor.latencies.cycle!),
  ]);
  const head = ['layout', 'clients', 'cycles/s', 'floor/s', 'ratio', 'p50', 'p95', 'p99'];
  return table([...head, 'floor p50', 'p95', 'p99'], rows);
}

function intakeTable({ throughput }: Results): string {
  const rows = throughput.flatMap(({ layout, concurrency, intake }) =>
    intake ? [[layout, String(concurrency), number(intake.perSecond), ...times(intake.latencies.intake!)]] : [],
  );
  return table(['layout', 'clients', 'proposals/s', 'p50', 'p95', 'p99'], rows);
}

function approveTable({ throughput }: Results): string {
  const rows = throughput.map(({ layout, concurrency, cycle }: Throughput) => [
    layout,
    String(concurrency),
    ...times(cycle.latencies.approve!),
    ...times(cycle.latencies['approve to recorded']!),
  ]);
  return table(['layout', 'clients', 'answer p50', 'p95', 'p99', 'recorded p50', 'p95', 'p99'], rows);
}

const SEALING_READ = `The layout **apart** twice, by turns: once its worker seals the audit log, once it has no key to. Lag is from the time that
an entry bears, which is before its commit, to the moment at which somebody else saw a checkpoint over it, in milliseconds.`;

export function sealingTable(sealing: Sealing[]): string {
  const rows = sealing.map(({ concurrency, sealed, unsealed, cost, lag }) => [
    String(concurrency),
    number(sealed.perSecond),
    number(unsealed.perSecond),
    `**${number(cost * 100)} %**`,
    ...times(lag),
  ]);
  return table(['clients', 'cycles/s sealed', 'unsealed', 'cost', 'lag p50', 'p95', 'p99'], rows);
}

function pagesRead({ archives: { small, large } }: Results): string {
  return `First pages of 25 and pages from the middle, one request at a time, over HTTP, in milliseconds: at ${small.toLocaleString('en-GB')} and at
${large.toLocaleString('en-GB')} tickets of one year, a fifth of which wait for people, with two audit entries each.`;
}

export function pageTable({ pages }: Pick<Results, 'pages'>): string {
  const rows = pages.map(({ name, small, large, ratio }) => [name, ...times(small), ...times(large), number(ratio)]);
  return table(['page', 'small p50', 'p95', 'p99', 'large p50', 'p95', 'p99', 'ratio of p50'], rows);
}

export function exportTable(exports: ExportResult[]): string {
  const rows = exports.map(({ format, lines, bytes, seconds, megabytes }) => [
    format,
    lines.toLocaleString('en-GB'),
    number(bytes / 1e6),
    number(seconds),
    megabytes === null ? 'not known here' : number(megabytes),
  ]);
  return table(['format', 'lines', 'MB', 'seconds', 'MB resident'], rows);
}

function memoryTable({ memory }: Results): string {
  const rows = memory.map(({ name, megabytes }) => [name, megabytes === null ? 'not known here' : number(megabytes)]);
  return table(['process, at the end of its load', 'MB resident'], rows);
}

function startRead({ startUp }: Results): string {
  return `From the start of the process to \`/health/ready\`, with the embedded database and the demo: first ${number(startUp.first)} s,
second ${number(startUp.second)} s.`;
}
