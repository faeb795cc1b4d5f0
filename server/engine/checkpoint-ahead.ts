import type { WantedBlocks } from '../../shared/city/checkpoint.ts'
import type { HeldBlock } from '../../shared/rollups/held-blocks.ts'
import type { Engine } from './engine.ts'

/** Blocks that one turn of the loop may write beside those whose turn it is. */
const BLOCKS_AT_ONCE = 200

/** Writes the wanted rollups but for some hundred, in several checkpoints, so that the one that writes the rest is short. */
export async function checkpointAhead(engine: Engine, wanted: WantedBlocks): Promise<void> {
  const { unsaved } = engine.city.rollups
  for (let left = countOf(unsaved, wanted); left > BLOCKS_AT_ONCE; left = countOf(unsaved, wanted)) {
    let some = BLOCKS_AT_ONCE
    engine.checkpoint(address => wanted(address) && some-- > 0)
    await new Promise(resolve => setImmediate(resolve))
  }
}

function countOf(blocks: Iterable<HeldBlock>, wanted: WantedBlocks): number {
  let count = 0
  for (const { address } of blocks) if (wanted(address)) count++
  return count
}
