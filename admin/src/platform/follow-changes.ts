interface Follower {
  onChange: () => void;
  /** Heard again after a gap: anything may have changed meanwhile. */
  onReturn: () => void;
  onConnection: (connection: 'live' | 'lost') => void;
  /** Who looks at a ticket, as JSON. */
  onLooking: (data: string) => void;
  /** Nothing is heard any more: what was only ever heard is no longer known. */
  onGap: () => void;
}

/** A reconnect within this time is not worth a word. */
const patienceMs = 4000;
/** The server says something every 15 seconds. A stream that is silent for longer leads nowhere, whatever the browser thinks. */
const silenceMs = 40_000;

/** Listens to the server's events for as long as it takes, through restarts of either side. Returns how to stop. */
export function followChanges({ onChange, onReturn, onConnection, onLooking, onGap }: Follower): () => void {
  let source: EventSource;
  let impatient: number | undefined;
  let reopen: number | undefined;
  let silence: number | undefined;
  let missed = false;

  const lose = () => {
    if (!missed) onGap();
    missed = true;
    impatient ??= window.setTimeout(() => onConnection('lost'), patienceMs);
  };
  const heard = () => {
    window.clearTimeout(silence);
    silence = window.setTimeout(() => {
      source.close();
      lose();
      open();
    }, silenceMs);
  };
  const open = () => {
    source = new EventSource('/v1/live');
    heard();
    source.addEventListener('change', () => {
      heard();
      onChange();
    });
    source.addEventListener('presence', ({ data }) => {
      heard();
      onLooking(String(data));
    });
    source.addEventListener('beat', heard);
    source.addEventListener('open', () => {
      heard();
      window.clearTimeout(impatient);
      impatient = undefined;
      onConnection('live');
      if (missed) onReturn();
      missed = false;
    });
    source.addEventListener('error', () => {
      lose();
      // The browser gives up for good when the answer is not a stream (a server that restarts behind a proxy, say).
      if (source.readyState === EventSource.CLOSED) reopen = window.setTimeout(open, patienceMs);
    });
  };
  open();
  return () => {
    source.close();
    window.clearTimeout(impatient);
    window.clearTimeout(reopen);
    window.clearTimeout(silence);
  };
}
