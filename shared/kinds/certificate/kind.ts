import { Type, type Static } from 'typebox'
import { flag, instant, text } from '../columns.ts'
import { Code, exact, Instant, Name, optional, told } from '../fields.ts'
import { inForceAt } from '../in-force.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Env, type Kind, type Thing } from '../kind.ts'
import { CreditCode } from '../legal-entity/credit-code.ts'
import { marksOf } from '../marks.ts'

export const CertificateFields = Type.Object(
  {
    number: Code,
    /** 营业执照, 食品经营许可证: what it is called. */
    name: Name,
    /** Whose it is, where that is a legal entity; of a person's nothing is told. */
    code: optional(CreditCode),
    item: optional(Name),
    department: optional(Name),
    validTo: optional(Instant),
    cancelledAt: optional(Instant),
  },
  exact,
)
type CertificateFields = Static<typeof CertificateFields>

/** 电子证照 (DOMAIN 2.1). Event: when it was issued. */
export const certificate: Kind = {
  id: 'certificate',
  version: 1,
  title: { zh: '电子证照', en: 'certificate' },
  parts: { main: CertificateFields },
  columns: [
    ...eventColumns,
    text('number', '证照编号', 'number'),
    text('title', '证照', 'certificate'),
    text('code', '持证主体代码', 'credit code of its holder'),
    text('item', '事项', 'item'),
    text('department', '发证部门', 'issued by'),
    instant('validTo', '有效期至', 'valid until'),
    flag('inForce', '有效', 'in force'),
    flag('cancelled', '已注销', 'cancelled'),
    marksColumn,
  ],
  publicly: { about: 'things', open: ['title', 'item', 'department'] },
  derive: deriveCertificate,
}

function deriveCertificate(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as CertificateFields
  const validTo = told(fields.validTo)
  const cancelledAt = told(fields.cancelledAt)
  const held = inForceAt(main.event, validTo, now)
  const cancelled = cancelledAt !== null
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'certificate', area: main.area },
      number: fields.number,
      title: fields.name,
      code: told(fields.code),
      item: told(fields.item),
      department: told(fields.department),
      validTo,
      inForce: held.inForce && !cancelled,
      cancelled,
      marks: marksOf(main, false, validTo !== null && validTo < main.event),
    },
    nextAt: cancelled ? null : held.nextAt,
  }
}
