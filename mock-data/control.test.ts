import { afterEach, expect, test } from 'vitest'
import { serveControl } from './control.ts'
import type { Running, Upstream } from './upstream.ts'

const open: Running[] = []
afterEach(async () => {
  for (const running of open.splice(0)) await running.stop()
})

async function control() {
  const seen: string[] = []
  const upstream = (name: string, more: Partial<Upstream>): Upstream => ({
    name,
    title: `the ${name}`,
    start: async () => nowhere,
    outage: on => void seen.push(`${name} outage ${on}`),
    ...more,
  })
  const nowhere: Running = { address: 'nowhere', stop: async () => {} }
  const started = [
    { upstream: upstream('air', {}), running: nowhere },
    {
      upstream: upstream('gcproj', { upgrade: on => void seen.push(`gcproj upgrade ${on}`) }),
      running: nowhere,
    },
  ]
  const running = await serveControl(0, started)
  open.push(running)
  const put = async (path: string, body: string) =>
    (await fetch(`${running.address}${path}`, { method: 'PUT', body })).status
  return { running, seen, put }
}

test('[CITY8] the control lists the upstreams with their addresses', async () => {
  const { running } = await control()
  const listed: unknown = await (await fetch(`${running.address}/upstreams`)).json()
  expect(listed).toEqual([
    { name: 'air', title: 'the air', address: 'nowhere' },
    { name: 'gcproj', title: 'the gcproj', address: 'nowhere' },
  ])
})

test('[CITY8] the control silences one upstream and upgrades one, and nothing else', async () => {
  const { seen, put } = await control()
  expect(await put('/upstreams/air/outage', '{"on": true}')).toBe(200)
  expect(await put('/upstreams/air/outage', '{"on": false}')).toBe(200)
  expect(await put('/upstreams/gcproj/upgrade', '{"on": true}')).toBe(200)
  expect(seen).toEqual(['air outage true', 'air outage false', 'gcproj upgrade true'])
})

test('[CITY8] the control refuses what it does not know', async () => {
  const { seen, put } = await control()
  expect(await put('/upstreams/air/upgrade', '{"on": true}')).toBe(404)
  expect(await put('/upstreams/nobody/outage', '{"on": true}')).toBe(404)
  expect(await put('/upstreams/air/outage', '{"on": "yes"}')).toBe(400)
  expect(await put('/upstreams/air/outage', 'on')).toBe(400)
  expect(await put('/upstreams/air/outage', 'x'.repeat(100_000))).toBe(400)
  expect(seen).toEqual([])
})
