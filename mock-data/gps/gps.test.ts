import { afterEach, describe } from 'vitest'
import { startBroker } from '../mqtt/broker.ts'
import { cornerOf } from '../mqtt/corner-for-tests.ts'
import { gpsContract } from './gps.contract.ts'

const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

describe('over the embedded broker', () => {
  gpsContract(async () => {
    const running = await startBroker(0)
    open.push(running)
    return cornerOf(running.address)
  })
})
