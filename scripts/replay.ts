import { type ReplayOptions, readOptions, USAGE } from './replay/options.js';
import { Progress } from './replay/progress.js';
import { readConversations, readProposals } from './replay/recording.js';
import { replay } from './replay/replay.js';
import { Sender } from './replay/sender.js';
import { renderTally } from './replay/table.js';

const INTERRUPTED = 130;

/**
 * Feeds recorded proposals through the HTTP API and says what became of them. Ctrl-C ends it early, with the table so
 * far. The exit status is 1 when anything was answered 5xx or could not be sent.
 */
async function main(options: ReplayOptions): Promise<number> {
  const proposals = await readProposals(options.proposalsPath, options.limit);
  const wanted = new Set(proposals.map(({ conversationId }) => conversationId));
  const { conversationsPath } = options;
  if (!conversationsPath) process.stderr.write('No conversations.jsonl beside the proposals: sending them without.\n');
  const conversations = conversationsPath ? await readConversations(conversationsPath, wanted) : new Map();

  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const sender = new Sender(options.url, options.key, options.concurrency);
  const progress = new Progress(process.stderr, proposals.length);
  const started = performance.now();
  const tally = await replay({
    ...options,
    proposals,
    conversations,
    stop: interrupt.signal,
    send: (submission, stop) => sender.send(submission, stop),
    onProgress: (done) => progress.show(done),
  });
  progress.end();
  process.stdout.write(renderTally(tally, proposals.length, (performance.now() - started) / 1000));
  await sender.close();
  if (interrupt.signal.aborted) return INTERRUPTED;
  return tally.failures.size > 0 ? 1 : 0;
}

try {
  const dataDir = process.env.COUNTERSIGN_DATA_DIR ?? '.countersign';
  process.exitCode = await main(readOptions(process.argv.slice(2), dataDir));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
  process.exitCode = 1;
}
