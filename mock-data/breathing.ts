import { setImmediate as aTurn } from 'node:timers/promises'

/** A caller of the broker is answered after about a dozen turns of the loop; an idle one costs microseconds. */
const TURNS = 20

/** Between pieces of long work: the other systems of the process do what waits for them. */
export async function breathe(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await aTurn()
}
