/** A section of a river or reservoir with an automatic station. */
export interface Section {
  readonly code: string
  readonly name: string
  readonly body: '河流' | '湖库'
  /** Of 9 digits: the town in which it lies. */
  readonly town: string
  /** The class that is wanted. */
  readonly target: number
  /** How much of everything there is in it, beside a river that is just of class Ⅲ. */
  readonly load: number
}

const section = (
  no: number,
  name: string,
  where: Pick<Section, 'body' | 'town'>,
  target: number,
  load: number,
): Section => ({ code: `LY-DM-${no}`, name, ...where, target, load })

/** The three waters of IOC-24 and two brooks. Where their stations stand and what they measure is invented. */
export const SECTIONS: readonly Section[] = [
  section(1, '太子河入境断面', { body: '河流', town: '211003102' }, 2, 0.5),
  section(2, '太子河城区断面', { body: '河流', town: '211011101' }, 3, 0.98),
  section(3, '太子河出境断面', { body: '河流', town: '211021103' }, 4, 1.42),
  section(4, '汤河入库断面', { body: '河流', town: '211005101' }, 2, 0.36),
  section(5, '汤河水库库心', { body: '湖库', town: '211005101' }, 2, 0.3),
  section(6, '参窝水库坝前', { body: '湖库', town: '211005201' }, 3, 0.6),
  section(7, '北沙河演示断面', { body: '河流', town: '211081106' }, 4, 1.46),
  section(8, '柳壕河演示断面', { body: '河流', town: '211021108' }, 5, 1.85),
]
