import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { ROOT } from '../../scripts/command.ts'
import { makeBundle } from '../../server/bundle/make-bundle.ts'
import { startServer } from '../faults/server-process.ts'

const home = mkdtempSync(join(tmpdir(), 'liaowang-bundle-'))
const [to, data, etc, tools] = ['opt', 'var', 'etc', 'tools'].map(name => join(home, name)) as [
  ...[string, string, string, string],
]
const key = generateKeyPairSync('ed25519')
let unpacked = ''

/** All that there is on the machine where it is installed: no node, no npm. */
const TOOLS = [
  ...['sh', 'cat', 'dirname', 'readlink', 'base64', 'rm', 'gzip', 'sha256sum', 'wc', 'find', 'uname'],
  ...['sort', 'tail', 'mkdir', 'tar', 'mv', 'ln', 'sed', 'chmod', 'id'],
]

/** A machine without it cannot check a signature, and does not install what should have one. */
const OPENSSL = existsSync('/usr/bin/openssl') ? ['openssl'] : []

function onThatMachine(command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(join(tools, command), args, {
    ...{ cwd: home, encoding: 'utf8', env: { PATH: tools, ...more } },
  })
  return { status, said: stdout + stderr }
}
const PLACES = ['--to', to, '--data', data, '--etc', etc, '--no-service']
const install = (more: NodeJS.ProcessEnv = {}, ...args: string[]) =>
  onThatMachine('sh', [join(unpacked, 'install.sh'), ...PLACES, ...args], more)

beforeAll(async () => {
  mkdirSync(tools)
  for (const tool of [...TOOLS, ...OPENSSL]) {
    const found = ['/bin', '/usr/bin'].map(folder => join(folder, tool)).find(existsSync)
    if (found === undefined) throw new Error(`this machine has no ${tool}, which installing needs`)
    symlinkSync(found, join(tools, tool))
  }
  const made = await makeBundle({
    ...{ root: ROOT, to: home, platform: `${process.platform}-${process.arch}` },
    node: { file: process.execPath, version: process.versions.node },
    ...{ name: packageJson.name, version: packageJson.version, license: packageJson.license },
    key: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  })
  const { status, said } = onThatMachine('tar', ['-xzf', made.path])
  expect(status, said).toBe(0)
  unpacked = made.path.replace(/\.tar\.gz$/, '')
  writeFileSync(join(home, 'public.pem'), key.publicKey.export({ type: 'spki', format: 'pem' }))
})
afterAll(() => rmSync(home, { recursive: true }))

test('[BDL1] (T-SUP-02) it is installed and runs with its pages and the pretend city where there is no node, no npm and no internet', async () => {
  const signed = OPENSSL.length === 0 ? {} : { PUBLIC_KEY: join(home, 'public.pem') }
  const installed = install(signed)
  expect(installed.status, installed.said).toBe(0)
  const settings = readFileSync(join(etc, 'liaowang.env'), 'utf8')
  expect(settings).toContain(`DATA_DIR=${data}/data`)
  const server = await startServer(
    join(data, 'data'),
    // The pretend city takes any ports: its pushes come in, and that is all that is waited for.
    { PATH: tools, MOCK_CITY: 'on', MOCK_PORT: '0', MOCK_GOVSVC_PERCENT: '10' },
    ['start'],
    join(to, 'current/bin/liaowang'),
  )
  expect((await fetch(`${server.address}/wall`)).status).toBe(200)
  expect((await fetch(`${server.address}/api/start`)).status).toBe(200)
  const pushed = async () =>
    /^liaowang_feed_accepted_total\{feed="hotline"\} (\d+)$/m.exec(
      await (await fetch(`${server.address}/metrics`)).text(),
    )?.[1]
  await expect.poll(pushed, { timeout: 60_000 }).toMatch(/^[1-9]/)
  expect(await server.stop(), server.said()).toBe(0)
})

/** The server itself may have made some. */
const backups = () => {
  const folder = join(data, 'data', 'backups')
  return existsSync(folder) ? readdirSync(folder).filter(name => name !== 'lock.db').length : 0
}

test('[BDL2] (T-SUP-02) an upgrade makes a backup first, and is not to an older version by mistake', () => {
  const before = backups()
  const again = install()
  expect(again.status, again.said).toBe(0)
  expect(again.said).toContain(`a backup before version ${packageJson.version}`)
  expect(backups() - before).toBe(1)
  expect(readdirSync(join(to, 'versions'))).toEqual([packageJson.version])
  writeFileSync(join(to, 'current/VERSION'), '99.0.0\n')
  expect(install()).toMatchObject({
    status: 1,
    said: expect.stringContaining('99.0.0 is installed, which is newer'),
  })
})

test('[BDL3] (T-SUP-02) one byte more or less, one file more, another machine, another signature: it is not installed', () => {
  const refused = (change: () => () => void, why: RegExp, more: NodeJS.ProcessEnv = {}) => {
    const mend = change()
    const { status, said } = install(more, '--allow-older')
    mend()
    expect([status, said]).toEqual([1, expect.stringMatching(why)])
  }
  const changed = (name: string, text: string) => () => {
    const file = join(unpacked, name)
    const before = readFileSync(file)
    writeFileSync(file, text)
    return () => writeFileSync(file, before)
  }
  const server = 'app/server/main.ts'
  refused(changed(server, `${readFileSync(join(unpacked, server), 'utf8')} `), /not what was packed/)
  refused(() => {
    const file = join(unpacked, 'app/server/more.ts')
    appendFileSync(file, '')
    return () => rmSync(file)
  }, /files, and \d+ were packed/)
  refused(changed('PLATFORM', 'linux-loong64\n'), /not what was packed/)
  const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })
  writeFileSync(join(home, 'other.pem'), other)
  refused(() => () => undefined, /not signed by the key/, { PUBLIC_KEY: join(home, 'other.pem') })
  const sums = readFileSync(join(unpacked, 'SHA256SUMS'), 'utf8')
  refused(changed('SHA256SUMS', sums.replace(/^0/m, '1')), /not signed by the key/, {
    PUBLIC_KEY: join(home, 'public.pem'),
  })
})

test('[BDL4] (T-SUP-01) it says what it is made of, and holds nothing of tests', () => {
  const sbom = JSON.parse(readFileSync(join(unpacked, 'sbom.cdx.json'), 'utf8')) as {
    readonly bomFormat: string
    readonly components: readonly {
      readonly name: string
      readonly version: string
      readonly licenses: readonly ({ license: { id: string } } | { expression: string })[]
      readonly properties?: readonly { readonly value: string }[]
    }[]
  }
  expect(sbom.bomFormat).toBe('CycloneDX')
  const inPlace = (place: string) =>
    sbom.components
      .filter(({ properties = [] }) => properties.some(({ value }) => value === place))
      .map(({ name }) => name)
  expect(inPlace('pages')).toEqual(expect.arrayContaining(['vue', 'echarts', 'socket.io-client']))
  const packed = inPlace('server')
  expect(packed).toEqual(expect.arrayContaining(['express', 'socket.io', 'ldapts', 'openid-client']))
  for (const tool of ['vite', 'vitest', 'typescript', 'playwright-core', 'oidc-provider'])
    expect([...packed, ...inPlace('pages')], tool).not.toContain(tool)
  // All that is there is named, and each may be passed on.
  const folders = readdirSync(join(unpacked, 'app/node_modules'), { withFileTypes: true })
  for (const { name } of folders.filter(each => !each.name.startsWith('@'))) expect(packed).toContain(name)
  const FREE =
    /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|Python-2\.0|BlueOak-1\.0\.0|\(MIT AND Zlib\)|MPL-2\.0|OFL-1\.1|Unlicense|CC0-1\.0|Zlib)$/
  for (const { name, licenses } of sbom.components)
    for (const each of licenses)
      expect('license' in each ? each.license.id : each.expression, name).toMatch(FREE)
  const names = readFileSync(join(unpacked, 'SHA256SUMS'), 'utf8')
  expect(names).not.toMatch(
    /app\/(server|shared|mock-data)\/.*(\.test|\.fixture|\.contract|-for-tests)\.ts$/m,
  )
  expect(names).toContain('app/docs/operations.md')
})
