import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/command.ts'

const MAIN = 'tests/trust/no-route-main.ts'
const folder = mkdtempSync(join(tmpdir(), 'liaowang-no-route-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A network of its own with loopback and nothing else; root may make one, others where the kernel lets them. */
const NETWORK = ['--net', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])]
const inNoNetwork = (...command: string[]) =>
  spawnSync('unshare', [...NETWORK, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...command], {
    ...{ cwd: ROOT, encoding: 'utf8', timeout: 150_000 },
  })

const probe = inNoNetwork('test', '-e', '/proc/net/if_inet6')
const isForbidden = probe.status !== 0
/** Where everything is to be there, a proof that is not made is a failure. */
const isRequired = process.env.REQUIRE_SERVICES === '1'
if (isForbidden)
  process.stdout.write(
    `[NET17] is not tried: no network of its own with IPv6 can be made here (${(probe.stderr || String(probe.error ?? 'no IPv6')).trim()})\n`,
  )

test.skipIf(isForbidden && !isRequired)(
  '[NET17] (T-EGR-01, F-53, T-V6) without a route out the city comes in and is shown, by v4 and v6, and nothing beyond loopback is tried',
  () => {
    expect(probe.status, `no network of its own can be made: ${probe.stderr || String(probe.error)}`).toBe(0)
    const { status, stdout, stderr } = inNoNetwork(process.execPath, MAIN, folder)
    expect(status, stderr).toBe(0)
    const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
      readonly [name: string]: unknown
      readonly cells: readonly number[]
    }
    expect(told).toMatchObject({ pages: [200, 200, 200, 200, 200, 200], ended: 0 })
    for (const cells of told.cells) expect(cells).toBeGreaterThan(100)
    expect(told['byServer']).toEqual({ withoutRoute: 0, datagrams: 0 })
    // What is tried is seen: two addresses, and then a name, whose servers are asked by whatever way there is.
    expect(told['afterPackets']).toEqual({ withoutRoute: 2, datagrams: 0 })
    const { withoutRoute, datagrams } = told['afterName'] as { withoutRoute: number; datagrams: number }
    expect(withoutRoute + datagrams).toBeGreaterThan(2)
  },
)
