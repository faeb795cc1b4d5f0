import { shortCommunityName } from '../../shared/areas/names.ts'
import { officePhone } from '../organisation.ts'
import type { Chance } from '../random.ts'
import type { OrderType, Whereabouts } from './order.ts'
import type { Topic } from './topics.ts'

const WISHES: { readonly [type in OrderType]: readonly string[] } = {
  咨询: ['请告知办理方式', '想了解有关规定', '请说明需要的材料'],
  求助: ['希望尽快处理', '请安排人员到现场查看', '请帮助解决'],
  投诉: ['要求处理并回复', '多次反映没有结果', '请有关部门查处'],
  举报: ['请依法核查', '请到现场检查'],
  建议: ['建议改进', '建议增加设施'],
  感谢: ['工作人员认真负责,表示感谢', '问题很快解决,表示感谢'],
  其他: ['请记录', '来电人中途挂断'],
}

/** What a careless agent copies out of the call (A24). Nobody's numbers: 000 exchange, region 000000. */
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

export interface Blemishes {
  readonly personal: boolean
  readonly hostile: boolean
}

/** What the agent wrote down: place, trouble, wish. */
export function describe(
  type: OrderType,
  topic: Topic,
  words: string,
  where: Whereabouts,
  { personal, hostile }: Blemishes,
  chance: Chance,
): string {
  const place = where.address === '' ? where.district.name : where.address
  const wish = chance.pick(WISHES[type])
  const extra = personal ? chance.pick(PERSONAL)(chance) : ''
  const subject = type === '感谢' ? `${topic.path[1]}工作` : `${topic.path[1]}问题:${words}`
  const text = `来电人反映${place}${subject}${extra},${wish}。`
  return hostile ? `${chance.pick(HOSTILE)} ${text}` : text
}

/** A building of a community that has no real address: 安居社区演示小区5号楼. */
export function address(town: string, community: string | null, chance: Chance): string {
  const quarter = `演示小区${1 + chance.int(40)}号楼`
  return community === null ? `${town}${quarter}` : `${town}${shortCommunityName(community)}${quarter}`
}
