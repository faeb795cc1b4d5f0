import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'
import { readConfig } from '../server/config.ts'

const packed = (file: string): string => readFileSync(join(ROOT, 'packaging', file), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'liaowang-unit-'))
afterAll(() => rmSync(folder, { recursive: true }))

const PROGRAM = '/opt/liaowang/current'
const UNIT = packed('liaowang.service')

/** Null: there is no systemd here. Else what it says of a unit whose program is there; '' is well. */
function saidOf(unit: string): string | null {
  const program = join(folder, 'current')
  mkdirSync(join(program, 'bin'), { recursive: true })
  writeFileSync(join(program, 'bin/liaowang'), '#!/bin/sh\n')
  chmodSync(join(program, 'bin/liaowang'), 0o755)
  const file = join(folder, 'liaowang.service')
  writeFileSync(file, unit.replaceAll(PROGRAM, program))
  const { error, status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
    ...{ encoding: 'utf8', timeout: 15_000 },
  })
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return null
  if (error !== undefined) throw error
  return status === 0 ? stdout + stderr : `${status}: ${stdout}${stderr}`
}

const said = saidOf(UNIT)
if (said === null && process.env.REQUIRE_SERVICES !== '1')
  process.stdout.write('[PKG1] systemd-analyze is not here: the unit is read by its text alone\n')

test.skipIf(said === null && process.env.REQUIRE_SERVICES !== '1')(
  '[PKG1] systemd finds nothing to say of the unit, and something of one with a typing error',
  () => {
    expect(said).toBe('')
    expect(saidOf(UNIT.replace('ProtectSystem=', 'ProtectSytem='))).toContain('ProtectSytem')
    expect(saidOf(UNIT.replace('bin/liaowang start', 'bin/liaowag start'))).toContain('liaowag')
  },
)

test('[PKG1] the service is nobody of weight, writes its own folder alone, and is not started again where it is set up wrongly', () => {
  const settings = new Map(
    [...UNIT.matchAll(/^([A-Z]\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
  expect(Object.fromEntries(settings)).toMatchObject({
    ...{ User: 'liaowang', NoNewPrivileges: 'yes', CapabilityBoundingSet: '', ProtectSystem: 'strict' },
    ...{ ReadWritePaths: '/var/lib/liaowang', RestartPreventExitStatus: '2', UMask: '0077' },
  })
  // The installer moves these three, so each has to stand there as it looks for it.
  for (const path of ['/opt/liaowang', '/etc/liaowang', '/var/lib/liaowang']) {
    expect(UNIT).toContain(path)
    expect(packed('install.sh')).toContain(`s|${path}|`)
  }
})

const lines = packed('Containerfile')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
const wordsOf = (instruction: string) =>
  lines.filter(line => line.startsWith(`${instruction} `)).map(line => line.slice(instruction.length + 1))

test('[PKG2] the container is the bundle on a named version of a system, checked, and run by nobody of weight', () => {
  expect(lines.map(line => line.split(' ')[0])).toEqual([
    ...['ARG', 'FROM', 'COPY', 'RUN', 'USER', 'ENV', 'VOLUME', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK'],
    ...['ENTRYPOINT', 'CMD'],
  ])
  const [base = ''] = wordsOf('ARG')
  expect(base).toMatch(/^BASE=[a-z.]+\/[a-z/]+(:\d[\w.-]*|@sha256:[0-9a-f]{64})$/)
  expect(wordsOf('FROM')).toEqual(['${BASE}'])
  const [user = '', group] = (wordsOf('USER')[0] ?? '').split(':')
  expect([Number(user) > 999, group]).toEqual([true, user])
  // Nothing is fetched and nothing is installed: the bundle has all of it, by its digests.
  const [run = ''] = wordsOf('RUN')
  expect(run).toContain('sha256sum --quiet --check SHA256SUMS')
  expect(run).not.toMatch(/\b(curl|wget|apt|apt-get|dnf|apk|npm|npx|pip|sh -c|bash)\b|https?:/)
  expect(run).toContain(`chown ${user}:${user} ${wordsOf('VOLUME')[0]}`)
})

test('[PKG2] what the container is set up with is what the server reads, and its programs are where the bundle has them', () => {
  const environment = Object.fromEntries((wordsOf('ENV')[0] ?? '').split(' ').map(each => each.split('=')))
  const config = readConfig(environment as Record<string, string>)
  const [volume = ''] = wordsOf('VOLUME')
  expect([config.dataDir, config.secretsKeyFile, config.mockCity]).toEqual([
    ...[`${volume}/data`, `${volume}/secrets.key`, false],
  ])
  expect(wordsOf('EXPOSE')).toEqual([String(config.port)])
  expect(JSON.parse(wordsOf('ENTRYPOINT')[0] ?? '')).toEqual([`${PROGRAM}/bin/liaowang`])
  expect(wordsOf('COPY')).toEqual([`. ${PROGRAM}`])
  expect(wordsOf('HEALTHCHECK')[0]).toContain(`${PROGRAM}/runtime/bin/node`)
  expect(packed('liaowang')).toContain('runtime/bin/node')
})

test('[PKG3] every setting of the file for the service is one that the documents tell of', () => {
  const documents = ['operations', 'network', 'security', 'audit']
    .map(name => readFileSync(join(ROOT, `docs/${name}.md`), 'utf8'))
    .join('\n')
  const names = [...packed('liaowang.env').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(8)
  for (const name of names) expect([name, documents.includes(`\`${name}`)]).toEqual([name, true])
})
