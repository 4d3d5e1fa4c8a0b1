import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between the product and a server on loopback, and can go silent: nothing is carried any more, and nothing is closed. */
export class Wire {
  private readonly sockets = new Set<Socket>();
  private readonly silenced = new WeakSet<Socket>();
  private readonly server = createServer((client) => this.join(client));

  private constructor(private readonly target: number) {}

  /** @param target loopback port of the real server */
  static async to(target: number): Promise<Wire> {
    const wire = new Wire(target);
    wire.server.listen(0, '127.0.0.1');
    await once(wire.server, 'listening');
    return wire;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /**
   * What becomes of connections whose other end vanished without a word, as behind a firewall that forgot them. New ones work.
   * @returns how many
   */
  silence(): number {
    const speaking = [...this.sockets].filter((socket) => !this.silenced.has(socket));
    for (const socket of speaking) this.silenced.add(socket);
    return speaking.length / 2;
  }

  stop(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket): void {
    const upstream = connect(this.target, '127.0.0.1');
    this.carry(client, upstream);
    this.carry(upstream, client);
  }

  private carry(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.setNoDelay(true);
    from.on('error', () => {});
    from.on('data', (bytes) => {
      if (!this.silenced.has(from)) to.write(bytes);
    });
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
  }
}
