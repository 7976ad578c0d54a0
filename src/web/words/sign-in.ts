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
  provider: { zh: '用单位统一身份登录', en: 'Sign in with your account at work' },
  providerHint: {
    zh: '在统一身份认证页面登录，之后回到您要打开的页面。最长一小时、半小时不用即自动退出，再点一次即可登录。',
    en: 'You sign in at the identity provider and come back to the page you wanted. You are signed out after an hour at most, or half an hour without use; one click signs you in again.',
  },
  signedOut: { zh: '已退出', en: 'Signed out' },
  signedOutHint: {
    zh: '您已退出本系统，正在退出统一身份登录。没有自动跳转的，请点击：',
    en: 'You are signed out of this registry and are now led to sign out of the identity provider. If nothing happens:',
  },
  signOutOfProvider: { zh: '退出统一身份登录', en: 'Sign out of the identity provider' },
  roles: { zh: '演示身份', en: 'Roles of the demo' },
  rolesHint: { zh: '虚构数据，点击即可登录。', en: 'Made-up data; one click signs you in.' },
  withoutKey: { zh: '没有密钥也可查询公示信息', en: 'What is public needs no key' },
  toPublic: { zh: '进入信用公示', en: 'Open the public records' },
} as const;
