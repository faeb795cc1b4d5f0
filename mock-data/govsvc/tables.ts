import type { Table } from '../sql/table.ts'

/** What every exchanged row carries: its identity and how and when it was last passed on. */
const EXCHANGE = {
  row_guid: 'text',
  cd_operation: 'text',
  cd_time: 'time',
  cd_batch: 'text',
  data_source: 'text',
} as const

const exchanged = (name: string, columns: Table['columns']): Table => ({
  name,
  key: 'row_guid',
  columns: { ...EXCHANGE, ...columns },
})

/** 政务服务事项. The last seven are not in the national table: the province added them. */
const TASK = exchanged('up_task_general_basic', {
  catalog_code: 'text',
  task_code: 'text',
  task_version: 'whole',
  task_name: 'text',
  task_type: 'text',
  task_state: 'text',
  use_level: 'text',
  project_type: 'text',
  server_type: 'text',
  handle_type: 'text',
  dept_code: 'text',
  dept_name: 'text',
  anticipate_day: 'whole',
  anticipate_type: 'text',
  promise_day: 'whole',
  promise_type: 'text',
  limit_scene_num: 'whole',
  is_online: 'text',
  is_entry_center: 'text',
  step_num: 'whole',
  is_commitment: 'text',
  delegated_to: 'text',
  area_code: 'text',
  area_name: 'text',
})

/** 办件受理. */
const ACCEPT = exchanged('up_pro_accept', {
  project_no: 'text',
  task_code: 'text',
  catalog_code: 'text',
  task_name: 'text',
  task_version: 'whole',
  project_type: 'text',
  apply_type: 'text',
  applyer_type: 'text',
  applyer_name: 'text',
  contact_mobile: 'text',
  apply_date: 'time',
  accept_date: 'time',
  anticipate_day: 'whole',
  anticipate_type: 'text',
  promise_day: 'whole',
  promise_type: 'text',
  promise_date: 'time',
  org_code: 'text',
  org_name: 'text',
  area_code: 'text',
  handle_user_name: 'text',
  service_flags: 'text',
  commitment_mode: 'text',
  zone_name: 'text',
})

/** 办理环节. */
const PROCESS = exchanged('up_pro_process', {
  project_no: 'text',
  process_name: 'text',
  event_name: 'text',
  event_start_time: 'time',
  event_end_time: 'time',
  process_state: 'text',
  org_code: 'text',
  org_name: 'text',
  handle_user_name: 'text',
  handle_explain: 'text',
})

/** 特别程序. */
const SPECIAL = exchanged('up_pro_special_procedure', {
  project_no: 'text',
  special_type: 'text',
  special_name: 'text',
  special_reason: 'text',
  special_time: 'time',
  end_time: 'time',
  extend_day: 'whole',
  handle_user: 'text',
})

/** 办结. */
const RESULT = exchanged('up_pro_result', {
  project_no: 'text',
  result_date: 'time',
  result_type: 'text',
  result_explain: 'text',
  decide_org_name: 'text',
  is_delivery_results: 'text',
  handle_user_name: 'text',
})

/** 好差评. */
const EVALUATE = exchanged('up_pro_evaluate', {
  project_no: 'text',
  satisfaction: 'text',
  evaluate_time: 'time',
  evaluate_channel: 'text',
  rectify_state: 'text',
  rectify_time: 'time',
})

/** 清风窗口: what the supervision system, or whoever looked, found in a case. */
const INSPECT = exchanged('up_pro_inspect', {
  project_no: 'text',
  inspect_type: 'text',
  inspect_matter: 'text',
  inspect_time: 'time',
  inspect_result: 'text',
  rectify_time: 'time',
  org_code: 'text',
  org_name: 'text',
  inspect_user_name: 'text',
})

/** One row per zone of the hall, overwritten every minute; no history. */
const HALL: Table = {
  name: 'hall_queue',
  key: 'zone_code',
  columns: {
    zone_code: 'text',
    zone_name: 'text',
    snapshot_time: 'time',
    windows_open: 'whole',
    waiting: 'whole',
    called_today: 'whole',
    served_today: 'whole',
    avg_wait_minutes: 'whole',
    wait_limit_minutes: 'whole',
  },
}

/** What was passed on, batch by batch. */
const BATCH: Table = {
  name: 'cd_batch_log',
  key: 'cd_batch',
  columns: { cd_batch: 'text', cd_time: 'time', row_count: 'whole' },
}

export const TABLES = {
  task: TASK,
  accept: ACCEPT,
  process: PROCESS,
  special: SPECIAL,
  result: RESULT,
  evaluate: EVALUATE,
  inspect: INSPECT,
  hall: HALL,
  batch: BATCH,
} as const

export type TableName = keyof typeof TABLES
