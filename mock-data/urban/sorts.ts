/** What is built: its stages in their order, who answers for it, and what it is called after its town. */
export interface Sort {
  readonly stages: readonly [string, ...string[]]
  readonly department: 'city' | 'district'
  readonly titles: readonly [string, ...string[]]
}

// oxfmt-ignore
export const SORTS = {
  房建工地: { stages: ['基坑支护', '主体结构', '二次结构', '装饰装修'], department: 'district', titles: ['演示工地'] },
  市政道路: { stages: ['围挡导改', '路基', '路面', '附属设施'], department: 'district', titles: ['演示大街路面大修', '演示路人行道翻建', '演示路拓宽'] },
  排水管网: { stages: ['围挡导改', '沟槽开挖', '管道铺设', '回填恢复'], department: 'district', titles: ['演示路排水改造', '演示街雨污分流', '演示小区管网更新'] },
  路灯照明: { stages: ['管线敷设', '灯杆安装', '通电调试'], department: 'city', titles: ['演示路路灯新建', '演示巷路灯补建', '演示大街灯具更换'] },
  桥梁维修: { stages: ['检测', '加固', '桥面铺装'], department: 'city', titles: ['演示桥维修加固'] },
  园林绿化: { stages: ['场地平整', '栽植', '养护'], department: 'district', titles: ['演示口袋公园', '演示路行道树补植'] },
  老旧小区改造: { stages: ['入户征求意见', '管网改造', '屋面外墙', '道路绿化'], department: 'district', titles: ['演示一小区改造', '演示二小区改造', '演示三小区改造', '演示家属院改造'] },
  棚户区改造: { stages: ['征收', '拆除', '安置房主体', '配套工程'], department: 'district', titles: ['演示棚户区改造'] },
} as const satisfies { readonly [name: string]: Sort }
export type SortName = keyof typeof SORTS

export const BUILDERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
export const SITE_NAMES = [
  ...[
    '花园一期',
    '花园二期',
    '家园',
    '学府里',
    '商业综合体',
    '标准厂房',
    '中学综合楼',
    '医院门诊楼',
    '安置房',
  ],
  ...['人才公寓', '物流仓库', '科创中心'],
] as const
