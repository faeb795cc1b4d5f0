import { officePhone } from './organisation.ts'
import type { Chance } from './random.ts'

/** What a careless writer copies into free text (A24). Nobody's numbers: 000 exchange, region 000000. */
const PERSONAL: readonly ((chance: Chance) => string)[] = [
  chance => `,联系电话${officePhone(chance.int(10_000))}`,
  chance => `,电话${officePhone(chance.int(10_000)).replace('-', '')}`,
  chance => `,回拨 ${officePhone(chance.int(10_000)).replace('-', ' ')}`,
  chance => `,身份证号000000190001${String(chance.int(1_000_000)).padStart(6, '0')}`,
]

/** Text that must never run where it is shown or exported to (A23). */
const HOSTILE: readonly string[] = [
  '=HYPERLINK("http://127.0.0.1/","点击")',
  '<img src=x onerror=alert(1)>',
  '@SUM(1+1)',
  '<script>document.title="x"</script>',
]

export const personalRemark = (chance: Chance): string => chance.pick(PERSONAL)(chance)
export const hostileText = (chance: Chance): string => chance.pick(HOSTILE)
