import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { isoOf } from '../../shared/calendar/civil.ts'
import { TELEPHONE } from './pushes.ts'

const COLUMNS = [
  'row_guid',
  'cd_time',
  'cd_operation',
  'project_no',
  'task_name',
  'accept_date',
  'area_code',
  'org_name',
] as const
type Cells = { readonly [name in (typeof COLUMNS)[number]]?: SQLInputValue }

const local = (at: number) => isoOf(at).slice(0, 19).replace('T', ' ')

/** A case that was accepted, as the exchange database has it, but for some columns. */
function acceptance(n: number, over: Cells = {}): Cells {
  const at = local(Date.now() - 3_600_000)
  return {
    row_guid: `g${n}`,
    cd_time: at,
    cd_operation: 'I',
    project_no: `LY${n}`,
    task_name: '地名命名审批',
    accept_date: at,
    area_code: '211000',
    org_name: '市民政局',
    ...over,
  }
}

export interface OddTable {
  readonly rows: readonly Cells[]
  readonly accepted: number
  readonly quarantined: number
}

const many = (count: number, row: (n: number) => Cells) => Array.from({ length: count }, (_, n) => row(n))

export const ODD_TABLES: { readonly [name: string]: OddTable } = {
  sound: { rows: [acceptance(1)], accepted: 1, quarantined: 0 },
  nokey: {
    rows: [acceptance(1), ...many(700, n => acceptance(9 + n, { row_guid: null })), acceptance(2)],
    accepted: 2,
    quarantined: 100,
  },
  notime: {
    rows: [
      acceptance(1, { cd_time: null }),
      acceptance(2, { cd_time: 17 }),
      acceptance(3, { cd_time: 'soon' }),
      acceptance(4),
    ],
    accepted: 1,
    quarantined: 3,
  },
  blobs: {
    rows: many(700, n => acceptance(n, { cd_time: new Uint8Array([1, 2]) })),
    accepted: 0,
    quarantined: 100,
  },
  yearzero: {
    rows: [
      acceptance(1, { accept_date: '0000-00-00 00:00:00' }),
      acceptance(2, { accept_date: '2026-13-45' }),
      acceptance(3, { cd_time: '9999-12-31 00:00:00' }),
    ],
    accepted: 0,
    quarantined: 3,
  },
  types: {
    rows: [
      acceptance(1, { project_no: 1.5 }),
      acceptance(2, { project_no: new Uint8Array([1]) }),
      acceptance(3, { area_code: 2n ** 60n }),
      acceptance(4, { task_name: `找${TELEPHONE}` }),
      acceptance(5, { org_name: 'x'.repeat(1_000_000) }),
      acceptance(6, { cd_operation: 'Q' }),
      acceptance(7, { project_no: TELEPHONE.slice(1), org_name: 17 }),
    ],
    accepted: 5,
    quarantined: 2,
  },
}

export function fillTables(file: string): void {
  const db = new DatabaseSync(file)
  for (const [name, { rows }] of Object.entries(ODD_TABLES)) {
    db.exec(`CREATE TABLE ${name} (${COLUMNS.join(', ')})`)
    const insert = db.prepare(`INSERT INTO ${name} VALUES (${COLUMNS.map(() => '?').join(', ')})`)
    db.exec('BEGIN')
    for (const row of rows) insert.run(...COLUMNS.map(column => row[column] ?? null))
    db.exec('COMMIT')
  }
  db.close()
}
