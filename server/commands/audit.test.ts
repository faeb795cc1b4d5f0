import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentsOf, auditFolders, entry, tamper } from '../audit/audit.fixture.ts'
import { auditFiles } from '../audit/files.ts'
import { dispatch } from './dispatch.ts'
import { commands } from './registry.ts'

const { open, fresh } = auditFolders()
const NOW = Date.parse('2026-11-29T02:30:00Z')

async function called(environment: { readonly [name: string]: string }, ...words: readonly string[]) {
  const said: string[] = []
  const complained: string[] = []
  const code = await dispatch(
    words,
    commands,
    { environment: { USER: 'zhiban', ...environment }, now: () => NOW, say: line => said.push(line) },
    line => complained.push(line),
  )
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

/** A server that runs, with ten records of before. */
function tenRecords() {
  const { folder, log } = open()
  for (let i = 2; i <= 10; i++) log.write(entry({ object: `person/${i}` }))
  return { folder, log, here: { DATA_DIR: folder } }
}

const lastOf = (folder: string) => {
  const { action, actor, details } = contentsOf(folder).at(-1)!
  return [action, actor.type, actor.name, details]
}

test('[CMD4] (T-AUD-01) the audit is verified beside the server, and that it was is a record', async () => {
  const { folder, log, here } = tenRecords()
  const whole = await called(here, 'audit', 'verify')
  expect([whole.code, whole.complained]).toEqual([0, ''])
  expect(whole.said).toMatch(
    /^11 records \(1 to 11\), 0 anchors, key [0-9a-f]{16}, in \d+ ms\nall of it is as/,
  )
  expect(lastOf(folder)).toEqual(['audit.verify', 'command', 'audit verify', { user: 'zhiban' }])
  log.write(entry())
  tamper(folder, db => db.exec("UPDATE records SET line = replace(line, 'person/4', 'person/5') WHERE n = 4"))
  tamper(folder, db => db.exec('DELETE FROM records WHERE n IN (6, 7)'))
  const changed = await called(here, 'audit', 'verify')
  expect([changed.code, changed.complained]).toEqual([
    1,
    expect.stringMatching(/NOT as it was written: 2 faults/),
  ])
  expect(changed.said).toMatch(
    /altered 4: the record is not.*\(of 2026-11-29T08:00:00.*\n {2}missing 6 to 7: /,
  )
})

test('[CMD4] a copy is verified as it is, with its own key or with one that is named', async () => {
  const { folder, here } = tenRecords()
  const copy = fresh()
  cpSync(folder, copy, { recursive: true })
  expect((await called(here, 'audit', 'verify', copy)).code).toBe(0)
  expect([contentsOf(folder).length, contentsOf(copy).length]).toEqual([10, 10])
  rmSync(auditFiles(copy).key)
  const keyless = await called(here, 'audit', 'verify', copy)
  expect([keyless.code, keyless.complained]).toEqual([1, expect.stringContaining('audit.key is not there')])
  expect((await called({}, 'audit', 'verify', copy, '--key', auditFiles(folder).key)).code).toBe(0)
  const wrongKey = await called(here, 'audit', 'verify', '--key', join(copy, 'nowhere.key'))
  expect([wrongKey.code, wrongKey.complained]).toEqual([
    1,
    expect.stringContaining('nowhere.key is not there'),
  ])
  const none = await called({ DATA_DIR: fresh() }, 'audit', 'verify')
  expect([none.code, none.complained]).toEqual([1, expect.stringContaining('audit.db is not there')])
})

test('[CMD4] what nothing can be written into is verified all the same, and that is said', async () => {
  const { folder, log, here } = tenRecords()
  log.close()
  tamper(folder, db => db.exec('CREATE TRIGGER full BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, \'no room\'); END')) // oxfmt-ignore
  const { code, said } = await called(here, 'audit', 'verify')
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/^that it is verified is not recorded: .*no room\n11 rec/),
  ])
})

test('[CMD5] (T-CSV-01) what is asked for is exported, and that it was is a record first', async () => {
  const { folder, log, here } = tenRecords()
  log.write(entry({ object: '=1+1' }))
  const all = await called(here, 'audit', 'export')
  const lines = all.said.split('\n')
  expect([all.code, lines.length, JSON.parse(lines[11]!)]).toEqual([0, 12, expect.objectContaining({ n: 12, action: 'audit.export', hash: expect.any(String) })]) // oxfmt-ignore
  const out = join(fresh(), 'audit.csv')
  const filed = await called(here, 'audit', 'export', '--format', 'csv', '--out', out, '--object', '=1+1')
  expect([filed.code, filed.said]).toEqual([0, `1 records in ${out}`])
  expect(readFileSync(out, 'utf8')).toMatch(/^\uFEFF"n",.*\r\n11,"2026-.*"'=1\+1",.*\r\n$/)
  expect(lastOf(folder)).toEqual([
    ...['audit.export', 'command', 'audit export'],
    { format: 'csv', object: '=1+1', user: 'zhiban' },
  ])
  const span = [
    '--from',
    '2026-11-29T00:00:00Z',
    '--to',
    '2026-11-29T08:00:00.001+08:00',
    '--action',
    'people.',
  ]
  expect((await called(here, 'audit', 'export', ...span)).said.split('\n')).toHaveLength(10)
  const copy = fresh()
  cpSync(folder, copy, { recursive: true })
  const before = contentsOf(folder).length
  expect((await called({}, 'audit', 'export', copy)).said.split('\n')).toHaveLength(before)
  expect([contentsOf(folder).length, contentsOf(copy).length]).toEqual([before, before])
})

test('[CMD5] what is asked wrongly, or cannot be recorded, ends with a sentence and its code, and writes nothing', async () => {
  const { folder, log, here } = tenRecords()
  const out = join(fresh(), 'audit.jsonl')
  const failed = async (code: number, sentence: string, ...words: readonly string[]) => {
    const answer = await called(here, 'audit', 'export', ...words)
    expect([answer.code, answer.complained, answer.said]).toEqual([
      code,
      expect.stringContaining(sentence),
      '',
    ])
  }
  await failed(2, 'from is an instant with its offset', '--from', '2026-11-29')
  await failed(2, '--format is one of csv, jsonl', '--format', 'xlsx')
  await failed(2, 'outcome is one of', '--outcome', 'maybe')
  await failed(2, "Unknown option '--since'", '--since', 'x')
  await failed(1, 'audit.db is not there', fresh())
  expect(contentsOf(folder)).toHaveLength(10)
  expect((await called(here, 'audit', 'export', '--out', out)).code).toBe(0)
  const kept = readFileSync(out, 'utf8')
  await failed(2, `--out "${out}" cannot be made: EEXIST`, '--out', out)
  expect(readFileSync(out, 'utf8')).toBe(kept)
  log.close()
  const elsewhere = { ...here, AUDIT_KEY_FILE: join(fresh(), 'audit.key') }
  const lost = await called(elsewhere, 'audit', 'export')
  expect([lost.code, lost.said, lost.complained]).toEqual([2, '', expect.stringMatching(/AUDIT_KEY_FILE=.* is not there.*mv /)]) // oxfmt-ignore
  expect(existsSync(elsewhere.AUDIT_KEY_FILE)).toBe(false)
  tamper(folder, db => db.exec('CREATE TRIGGER full BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, \'no room\'); END')) // oxfmt-ignore
  await failed(1, 'the audit cannot be written: no room')
})
