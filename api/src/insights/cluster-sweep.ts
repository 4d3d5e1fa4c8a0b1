import { Injectable } from '@nestjs/common';
import { Sweep } from '../platform/sweep.js';
import { ClustersService } from './clusters.service.js';

const EVERY_MS = 15_000;

/** Groups complaints anew when some came in. Any number of workers may sweep; one at a time does. */
@Injectable()
export class ClusterSweep extends Sweep {
  constructor(private readonly clusters: ClustersService) {
    super('clusters', EVERY_MS);
  }

  override start(): void {
    super.start();
    void this.sweep();
  }

  protected round(): Promise<void> {
    return this.clusters.regroup();
  }
}
