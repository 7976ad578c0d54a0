/** 登录 */
export const signInWords = {
  title: { zh: '登录', en: 'Sign in' },
  key: { zh: '访问密钥', en: 'Access key' },
  hint: {
    zh: '由管理员签发，形如 qcr_scjg-0a1b2c_…。半小时不用自动退出。',
    en: 'Issued by the administrator, like qcr_scjg-0a1b2c_…. You are signed out after half an hour without use.',
  },
  button: { zh: '登录', en: 'Sign in' },
  refused: {
    zh: '该密钥无效、已吊销或已过期。请核对后重新粘贴，或向管理员申请新的密钥。',
    en: 'This key is unknown, revoked or past its last day. Paste it again, or ask the administrator for a new one.',
  },
  roles: { zh: '演示身份', en: 'Roles of the demo' },
  rolesHint: { zh: '虚构数据，点击即可登录。', en: 'Made-up data; one click signs you in.' },
  withoutKey: { zh: '没有密钥也可查询公示信息', en: 'What is public needs no key' },
  toPublic: { zh: '进入信用公示', en: 'Open the public records' },
} as const;
