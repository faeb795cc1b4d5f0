import type { Told } from '../sql/changing-tables.ts'
import { changingTable } from '../sql/table.ts'
import { plainTime, plainTimeOrNull } from '../time-text.ts'
import type { Certificate } from './certificates.ts'
import { lastOfCredit, type Credit } from './credit.ts'
import type { Entity } from './entities.ts'

export const TABLES = {
  entity: changingTable('legal_entity', {
    uscc: 'text',
    entity_name: 'text',
    former_name: 'text',
    entity_type: 'text',
    area_code: 'text',
    industry: 'text',
    reg_status: 'text',
    scale: 'text',
    founded_on: 'text',
  }),
  credit: changingTable('credit_record', {
    uscc: 'text',
    entity_name: 'text',
    area_code: 'text',
    credit_kind: 'text',
    item_name: 'text',
    dept_name: 'text',
    decided_at: 'time',
    check_due: 'time',
    checked_at: 'time',
    check_result: 'text',
    valid_to: 'time',
  }),
  certificate: changingTable('e_certificate', {
    uscc: 'text',
    area_code: 'text',
    cert_name: 'text',
    item_name: 'text',
    dept_name: 'text',
    issued_at: 'time',
    valid_to: 'time',
    cancelled_at: 'time',
  }),
} as const

export function entityRow(entity: Entity): Told {
  const { code, updatedAt, foundedAt } = entity
  const row = {
    ...{ row_id: code, updated_at: plainTime(updatedAt), uscc: code },
    ...{ entity_name: entity.name, former_name: entity.formerName, entity_type: '企业' },
    ...{ area_code: entity.areaCode, industry: entity.industry, reg_status: entity.status },
    ...{ scale: entity.scale, founded_on: foundedAt === null ? null : plainTime(foundedAt).slice(0, 10) },
  }
  return { at: updatedAt, row }
}

export function creditRow(credit: Credit): Told {
  const { entity, kept } = credit
  const at = lastOfCredit(credit)
  const row = {
    ...{ row_id: credit.number, updated_at: plainTime(at), uscc: entity.code },
    ...{ entity_name: entity.name, area_code: entity.areaCode, credit_kind: credit.type },
    ...{ item_name: credit.item, dept_name: credit.department, decided_at: plainTime(credit.decidedAt) },
    ...{ check_due: plainTimeOrNull(credit.checkDueAt), checked_at: plainTimeOrNull(credit.checkedAt) },
    ...{ check_result: kept === null ? null : kept ? '相符' : '不符', valid_to: plainTime(credit.validTo) },
  }
  return { at, row }
}

export function certificateRow(each: Certificate): Told {
  const { entity, issuedAt, cancelledAt } = each
  // What was scanned before the register is told as of then.
  const at = Math.max(issuedAt, entity.updatedAt)
  const row = {
    ...{ row_id: each.number, updated_at: plainTime(at), uscc: entity.code, area_code: entity.areaCode },
    ...{ cert_name: each.name, item_name: each.item, dept_name: each.department },
    ...{ issued_at: plainTime(issuedAt), valid_to: plainTimeOrNull(each.validTo) },
    cancelled_at: plainTimeOrNull(cancelledAt),
  }
  return { at, row }
}
