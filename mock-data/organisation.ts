/** A department by its functional name; people appear only as roles. */
export interface Department {
  /** Code in the pretend city's systems, invented. */
  readonly code: string
  readonly name: string
  /** As people say it: 住建 -> 市住建局, 白塔区住建局. */
  readonly short: string
}

const CITY = '211000'

const FUNCTIONS: readonly (readonly [code: string, short: string])[] = [
  ['FG', '发改委'],
  ['JY', '教育局'],
  ['GX', '工信局'],
  ['GA', '公安局'],
  ['MZ', '民政局'],
  ['SF', '司法局'],
  ['CZ', '财政局'],
  ['RS', '人社局'],
  ['ZR', '自然资源局'],
  ['ST', '生态环境局'],
  ['ZJ', '住建局'],
  ['JT', '交通运输局'],
  ['SL', '水利局'],
  ['NY', '农业农村局'],
  ['SW', '商务局'],
  ['WL', '文旅广电局'],
  ['WJ', '卫健委'],
  ['YJ', '应急局'],
  ['SC', '市场监管局'],
  ['YS', '营商局'],
  ['YB', '医保局'],
  ['CG', '城管局'],
  ['SWJ', '税务局'],
  ['XF', '消防救援支队'],
  ['GJJ', '住房公积金中心'],
  ['BDC', '不动产登记中心'],
]

/** Utilities and carriers that approvals and complaints also go to. Invented names, 演示. */
const UTILITIES: readonly (readonly [code: string, name: string])[] = [
  ['RL', '演示热力公司'],
  ['RQ', '演示燃气公司'],
  ['GS', '演示供水公司'],
  ['GD', '演示供电公司'],
]

const department =
  (area: string, prefix: string) =>
  ([code, short]: readonly [string, string]): Department => ({
    code: `${area}-${code}`,
    name: `${prefix}${short}`,
    short,
  })

export const cityDepartments: readonly Department[] = FUNCTIONS.map(department(CITY, '市'))
export const utilities: readonly Department[] = UTILITIES.map(([code, name]) => ({
  code: `${CITY}-${code}`,
  name,
  short: name,
}))

const byShort = new Map([...cityDepartments, ...utilities].map(d => [d.short, d]))

/** `cityDepartment('住建局')` is 市住建局. */
export function cityDepartment(short: string): Department {
  const found = byShort.get(short)
  if (found === undefined) throw new RangeError(`no city department is called ${short}`)
  return found
}

/** The same function in a district: 白塔区住建局. */
export function districtDepartment(
  district: { readonly code: string; readonly name: string },
  short: string,
): Department {
  const [, suffix = 'XX'] = cityDepartment(short).code.split('-')
  return { code: `${district.code}-${suffix}`, name: `${district.name}${short}`, short }
}

/** A town's own office: 安平乡人民政府, 南门街道办事处. */
export const townOffice = (town: { readonly code: string; readonly name: string }): Department => ({
  code: town.code,
  name: town.name.endsWith('街道') ? `${town.name}办事处` : `${town.name}人民政府`,
  short: town.name,
})

/** An office phone that cannot be anybody's: 0419-000 and four digits. */
export const officePhone = (index: number): string => `0419-000${String(index % 10_000).padStart(4, '0')}`
