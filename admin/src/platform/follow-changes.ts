interface Follower {
  onChange: () => void;
  /** Heard again after a gap: anything may have changed meanwhile. */
  onReturn: () => void;
  onConnection: (connection: 'live' | 'lost') => void;
}

/** A reconnect within this time is not worth a word. */
const patienceMs = 4000;

/** Listens to the server's events for as long as it takes, through restarts of either side. Returns how to stop. */
export function followChanges({ onChange, onReturn, onConnection }: Follower): () => void {
  let source: EventSource;
  let impatient: number | undefined;
  let reopen: number | undefined;
  let missed = false;

  const open = () => {
    source = new EventSource('/v1/live');
    source.addEventListener('change', onChange);
    source.addEventListener('open', () => {
      window.clearTimeout(impatient);
      impatient = undefined;
      onConnection('live');
      if (missed) onReturn();
      missed = false;
    });
    source.addEventListener('error', () => {
      missed = true;
      impatient ??= window.setTimeout(() => onConnection('lost'), patienceMs);
      // The browser gives up for good when the answer is not a stream (a server that restarts behind a proxy, say).
      if (source.readyState === EventSource.CLOSED) reopen = window.setTimeout(open, patienceMs);
    });
  };
  open();
  return () => {
    source.close();
    window.clearTimeout(impatient);
    window.clearTimeout(reopen);
  };
}
