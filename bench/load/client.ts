import { measureFloor } from '../floor/floor.js';
import type { Cell, Measured } from './cells.js';
import { measureCycle } from './cycle.js';
import { measureIntake } from './intake.js';

/** The load client: a process of its own, which takes one cell at a time and answers with what it measured. */
process.on('message', (cell: Cell) => {
  measure(cell).then(
    (measured) => process.send!({ measured }),
    (error: Error) => process.send!({ error: error.stack ?? error.message }),
  );
});

function measure(cell: Cell): Promise<Measured> {
  switch (cell.kind) {
    case 'intake':
      return measureIntake(cell);
    case 'cycle':
      return measureCycle(cell);
    case 'floor':
      return measureFloor(cell);
  }
}
