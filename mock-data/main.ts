import { mkdirSync } from 'node:fs'
import { createPretendCity } from './city.ts'
import { createClock } from './clock.ts'
import { serveControl, type Started } from './control.ts'
import { readSettings } from './settings.ts'
import { createUpstreams } from './upstreams.ts'

const settings = readSettings(process.env)
mkdirSync(settings.folder, { recursive: true })
const city = createPretendCity({
  seed: settings.seed,
  folder: settings.folder,
  clock: createClock(settings.clock, {
    anchor: settings.anchor ?? Date.now(),
    report: fault =>
      console.error('pretend city: a scheduled step failed and is tried again at its next turn:', fault),
  }),
})

const started: Started[] = []
for (const upstream of createUpstreams(city, settings)) {
  const running = await upstream.start()
  started.push({ upstream, running })
  console.log(`${upstream.name.padEnd(9)} ${running.address}  ${upstream.title}`)
}
const control = await serveControl(settings.controlPort, started)
console.log(`${'control'.padEnd(9)} ${control.address}/upstreams`)

async function stop(): Promise<void> {
  await control.stop()
  await Promise.all(started.map(({ running }) => running.stop()))
}

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        console.error('pretend city: did not stop cleanly:', fault)
        process.exit(1)
      },
    )
  })
