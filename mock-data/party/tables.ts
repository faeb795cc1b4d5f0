import type { Table } from '../sql/table.ts'

/** Rows of a monthly snapshot: replaced as a whole when the next month's is there. */
const SNAPSHOT = { row_id: 'text', as_of: 'text', updated_at: 'time' } as const
/** Rows that change while something goes on: poll by (updated_at, row_id). */
const LIVE = { row_id: 'text', updated_at: 'time' } as const

const table = (name: string, columns: Table['columns']): Table => ({ name, key: 'row_id', columns })

export const TABLES = {
  org: table('party_org', {
    ...SNAPSHOT,
    org_id: 'text',
    org_name: 'text',
    org_type: 'text',
    parent_id: 'text',
    unit_code: 'text',
    category: 'text',
    area_code: 'text',
    member_count: 'whole',
    state: 'text',
    chain_name: 'text',
    has_grid: 'text',
  }),
  member: table('party_member_stat', {
    ...SNAPSHOT,
    unit_code: 'text',
    unit_name: 'text',
    area_code: 'text',
    dimension: 'text',
    item: 'text',
    member_count: 'whole',
  }),
  coverage: table('party_coverage', {
    ...SNAPSHOT,
    unit_code: 'text',
    area_code: 'text',
    kind: 'text',
    built: 'whole',
    due: 'whole',
  }),
  activity: table('party_activity', {
    ...SNAPSHOT,
    month: 'text',
    unit_code: 'text',
    area_code: 'text',
    kind: 'text',
    due: 'whole',
    done: 'whole',
  }),
  chainMember: table('party_chain_member', {
    ...SNAPSHOT,
    chain_name: 'text',
    role: 'text',
    member_name: 'text',
  }),
  chainMatter: table('party_chain_matter', {
    ...LIVE,
    chain_name: 'text',
    enterprise_id: 'text',
    service_id: 'text',
    title: 'text',
    opened_at: 'time',
    due_at: 'time',
    done_at: 'time',
    state: 'text',
  }),
  whistle: table('party_grid_whistle', {
    ...LIVE,
    branch_id: 'text',
    branch_name: 'text',
    area_code: 'text',
    matter: 'text',
    state: 'text',
    whistle_at: 'time',
    report_at: 'time',
    done_at: 'time',
  }),
  duty: table('party_grid_duty', {
    ...LIVE,
    branch_id: 'text',
    branch_name: 'text',
    area_code: 'text',
    since: 'time',
    until: 'time',
  }),
} as const
