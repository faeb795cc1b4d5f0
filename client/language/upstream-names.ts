/** How upstreams of this country name what tells their records apart, the surest first. */
export const APART = [/(id|guid|uuid)$/i, /(no|number)$|单号|案号|编号/i, /code$|编码/i]

/** And when a record was changed, and when what it tells of happened. */
export const CHANGED = [/updat|modif|change|更新|修改|变更/i]
export const HAPPENED = [/happen|occur|report|accept|发生|上报|受理|采集/i, /creat|begin|start|time$|时间/i]

/** A date or an instant, as most of them write it. */
export const LIKE_TIME = /^\d{4}[-/.年]?\d{1,2}|^\d{10}(\d{3})?$/
