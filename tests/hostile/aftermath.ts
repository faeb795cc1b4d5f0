import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { HostileCity } from './hostile-city.ts'
import { batch, IDENTITY, post, TELEPHONE } from './pushes.ts'

/** After an attack the server is up, takes what is good, and has accounted for everything. */
export async function expectUnharmed(city: HostileCity, feeds: readonly string[]): Promise<void> {
  const ready = await fetch(`${city.address}/readyz`)
  expect([ready.status, await ready.text()]).toEqual([200, 'ready\n'])
  expect(await post(city.address, batch())).toMatchObject({ status: 200, body: { accepted: 1 } })
  for (const feed of feeds) {
    const { received, accepted, duplicate, quarantined, refused } = await city.counts(feed)
    expect([feed, accepted + duplicate + quarantined + refused]).toEqual([feed, received])
  }
}

/** Whose fault it is and what is wrong where, for all that stands in quarantine. */
export async function expectReasons(city: HostileCity, feeds: readonly string[]): Promise<void> {
  for (const feed of feeds) {
    for (const entry of await city.refused(feed)) {
      expect(entry.reason, feed).toMatch(/\S{2,} .*\S/)
      expect(entry.reason.length, feed).toBeLessThanOrEqual(500)
      expect(['upstream', 'mapping'], `${feed}: ${entry.reason}`).toContain(entry.blame)
    }
  }
}

/** Nothing of a person is in what the server wrote: neither in its files (all bytes of them) nor in its log. */
export function expectNobody({ dataDir, server }: HostileCity): void {
  const files = readdirSync(dataDir, { withFileTypes: true }).filter(entry => entry.isFile())
  expect(files.map(({ name }) => name)).toContain('city.db')
  for (const { name } of files) {
    const bytes = readFileSync(join(dataDir, name))
    for (const somebody of [TELEPHONE, IDENTITY]) {
      const at = bytes.indexOf(somebody)
      const found = at === -1 ? '' : bytes.subarray(Math.max(0, at - 60), at + 40).toString()
      expect([name, found]).toEqual([name, ''])
    }
  }
  for (const somebody of [TELEPHONE, IDENTITY]) expect(server.said()).not.toContain(somebody)
}
