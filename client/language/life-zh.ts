/** Words of the widgets that tell of warnings, alarms and daily life. */
export const lifeZh = {
  warning: {
    unknown: '级别不明',
    left: '剩 {span}',
    cancelled: '{time} 解除',
    expired: '{time} 到期',
    issued: '{time} 发布',
    updated: '{time} 第 {n} 次更新',
    none: '此刻没有生效预警',
    wholeCity: '全市',
    label: '{level}{hazard}预警,{area},{left}',
  },
  alarms: { alarm: '报警', outside: '越限', none: '此刻没有报警', sign: '设备报警' },
} as const
