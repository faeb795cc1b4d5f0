/** Nobody chose a language of a wall that is not paired yet: it says both. */
export const PAIRING = {
  zh: {
    name: '瞭望',
    unpaired: '此屏尚未配对',
    revoked: '此屏已被吊销,请重新配对',
    code: '配对码',
    how: '请运维人员登录后,在「管理 › 大屏」输入此配对码。配对码每 10 分钟更换一次。',
    insecure: '此页须经 HTTPS 打开',
    why: '浏览器只在加密连接中为大屏保管密钥。请以 https:// 开头的地址打开本页。',
    connecting: '正在连接服务器…',
  },
  en: {
    how: 'An operator pairs this screen with the code under Admin › Screens. It changes every 10 minutes.',
    why: 'Open this page by its https:// address: browsers keep a screen’s key on encrypted connections only.',
    connecting: 'Connecting to the server…',
  },
} as const
