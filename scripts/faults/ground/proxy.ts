import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Where a connection breaks around one statement: before it reaches the server, or once it is carried out and before anybody hears of it. */
export type Cut = 'request lost' | 'answer lost';

const READY_FOR_QUERY = Buffer.from([0x5a, 0, 0, 0, 5]);

/** `COMMIT` as a simple query: its type, its length, its text. */
const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0');

/** How the sealer's connection calls itself when it is opened; all others are those of pools. */
const SEALER = Buffer.from('countersign-sealer\0');

/** Whose `COMMIT` is cut. */
export type Committer = 'sealer' | 'pool';

interface Waiting {
  /** Bytes by which it is known. */
  mark: Buffer;
  whose?: Committer;
  cut: Cut;
  done: () => void;
}

/** Stands between the product and its database, and breaks a connection at a statement, or all of them. */
export class DatabaseProxy {
  private readonly waiting: Waiting[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => this.join(client));

  private constructor(private target: number) {}

  /** @param target loopback port of the real server */
  static async start(target: number): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(target);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The real server is elsewhere now; connections that are open stay with the old one. */
  moveTo(port: number): void {
    this.target = port;
  }

  /** Breaks the next connection that carries this statement. @returns when it is broken */
  cutAt(statement: string, cut: Cut): Promise<void> {
    return new Promise((done) => {
      // A statement's name stands between two zero bytes in PostgreSQL's protocol.
      this.waiting.push({ mark: Buffer.from(`\0${statement}\0`), cut, done });
    });
  }

  /** Breaks the next connection on which a transaction is to be committed. @returns when it is broken */
  cutAtCommit(whose: Committer, cut: Cut): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ mark: COMMIT, whose, cut, done });
    });
  }

  /** Lets pass what was to be cut and has not come. */
  forget(): void {
    this.waiting.length = 0;
  }

  async stop(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    const upstream = connect(this.target, '127.0.0.1');
    let swallowing: Waiting | undefined;
    let committer: Committer | undefined;
    const part = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', part);
      socket.on('close', () => {
        this.sockets.delete(socket);
        part();
      });
    }
    client.on('data', (bytes: Buffer) => {
      committer ??= bytes.includes(SEALER) ? 'sealer' : 'pool';
      const index = this.waiting.findIndex(
        ({ mark, whose }) => bytes.includes(mark) && (whose === undefined || whose === committer),
      );
      const [found] = index === -1 ? [] : this.waiting.splice(index, 1);
      if (found?.cut === 'request lost') {
        part();
        found.done();
        return;
      }
      if (found) swallowing = found;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      if (!swallowing) return void client.write(bytes);
      // `ReadyForQuery` ends an answer: by then the statement is committed, or refused.
      if (!bytes.subarray(-6, -1).equals(READY_FOR_QUERY)) return;
      part();
      swallowing.done();
    });
  }
}
