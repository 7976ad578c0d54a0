import type { Label } from '../../schemas/vocabulary.js';

/** What the HTTP face itself says no to, before any command is decided. */
export const problems = {
  REQUEST_UNREADABLE: {
    status: 400,
    en: 'The request is not HTTP as it should be; encode what is not ASCII in the address, such as ?purpose=%E6%A0%B8.',
    zh: '请求不符合HTTP格式；地址中的汉字须先编码，例如 ?purpose=%E6%A0%B8。',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    en: 'The address and the headers hold more than 16 KiB; send what is long in the body.',
    zh: '请求地址与请求头合计超过16 KiB，较长的内容请放在正文中。',
  },
  REQUEST_TIMED_OUT: {
    status: 408,
    en: 'The request did not arrive whole in time; send it again.',
    zh: '请求未在限时内完整送达，请重新发送。',
  },
  MALFORMED_JSON: { status: 400, en: 'The body is not valid JSON.', zh: '正文不是有效的JSON。' },
  INPUT_INVALID: {
    status: 400,
    en: 'Some fields do not follow their rules; `errors` names each.',
    zh: '部分字段不符合要求，详见errors。',
  },
  BODY_TOO_LARGE: { status: 413, en: 'The body is larger than 64 KiB.', zh: '正文超过64 KiB。' },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    en: 'A body of this media type is not accepted here.',
    zh: '此处不接受该类型的正文。',
  },
  EXPORT_TOO_LARGE: {
    status: 413,
    en: 'More than 50,000 lines do not fit a spreadsheet; ask for format=csv.',
    zh: '超过5万行，请改用CSV格式导出。',
  },
  IMPORT_UNKNOWN: {
    status: 404,
    en: 'This key has started no import of this id.',
    zh: '该密钥没有发起过此编号的导入。',
  },
  IMPORT_TOO_LARGE: {
    status: 413,
    en: 'The file is larger than 512 MiB; split it.',
    zh: '文件超过512 MiB，请拆分后再报送。',
  },
  UPLOAD_BROKEN_OFF: {
    status: 400,
    en: 'The file did not arrive whole and nothing of it was kept; send it again.',
    zh: '文件未完整送达，未保留任何内容，请重新报送。',
  },
  IMPORT_QUEUE_FULL: {
    status: 503,
    en: 'Too many imports are waiting; send the file again later.',
    zh: '等待中的导入过多，请稍后再报送。',
  },
  IMPORTS_ELSEWHERE: {
    status: 503,
    en: 'Another process of this registry takes imports in.',
    zh: '导入由本登记簿的另一进程受理。',
  },
  WEBHOOKS_OFF: {
    status: 503,
    en: 'This registry sends no webhooks: QCR_SECRET is not set.',
    zh: '本登记系统未启用推送（未设置QCR_SECRET）。',
  },
  WEBHOOK_UNKNOWN: {
    status: 404,
    en: 'This department has no such subscription.',
    zh: '本部门没有该订阅。',
  },
  CHECK_UNKNOWN: {
    status: 404,
    en: 'This department has made no check of this number.',
    zh: '本部门没有此编号的核验。',
  },
  LIST_JOB_UNKNOWN: {
    status: 404,
    en: 'This department has no such list job; a result is kept for a day, then the list is asked for again.',
    zh: '本部门没有该名单任务；结果只保留一日，过期请重新提交。',
  },
  LIST_JOBS_BUSY: {
    status: 503,
    en: 'Too many lists are waiting to be made, or another process makes them; ask again later.',
    zh: '等待生成的名单过多，或由另一进程生成，请稍后再试。',
  },
  LIST_JOB_FAILED: {
    status: 503,
    en: 'The list could not be made, and nothing of it is kept; ask for it again.',
    zh: '名单未能生成，未保留任何结果，请重新提交。',
  },
  ROUTE_UNKNOWN: { status: 404, en: 'There is nothing at this address.', zh: '该地址不存在。' },
  KEY_INVALID: {
    status: 401,
    en: 'The access key or token is unknown, revoked or past its term.',
    zh: '访问密钥或令牌无效、已吊销或已过期。',
  },
  IDENTITY_PROVIDER_UNREACHABLE: {
    status: 503,
    en: 'The identity provider does not answer, so the token cannot be checked; try again, or use an access key.',
    zh: '身份认证服务无应答，无法核验令牌，请稍后再试或改用访问密钥。',
  },
  SIGN_IN_STALE: {
    status: 400,
    en: 'This sign-in is over: it took more than ten minutes, was used before, or was begun in another browser. Begin again on this page.',
    zh: '本次登录已失效：超过10分钟、已使用过，或不是在本浏览器发起。请在本页重新登录。',
  },
  SIGN_IN_DENIED: {
    status: 403,
    en: 'The identity provider did not let you in, or you called it off. Begin again on this page, or ask whoever administers your account.',
    zh: '统一身份认证未予放行，或您已取消登录。请在本页重新登录，仍不能登录的请联系本单位账号管理员。',
  },
  SIGN_IN_CLAIMS_MISSING: {
    status: 403,
    en: 'Your account names no department, or nothing that it may do in this registry. Ask whoever administers your account to set both (department, scope).',
    zh: '您的账号没有标明部门，或没有本系统的任何权限。请联系本单位账号管理员设置（department、scope）后再登录。',
  },
  SIGN_IN_DEPARTMENT_UNKNOWN: {
    status: 403,
    en: 'The department of your account is not enrolled in this registry. Ask the administrator of the registry to enrol it.',
    zh: '您的账号所属部门未在本系统登记。请联系本系统管理员登记该部门后再登录。',
  },
  SIGN_IN_UNANSWERED: {
    status: 502,
    en: 'The identity provider does not answer. Try again later, or sign in with an access key.',
    zh: '统一身份认证服务无应答。请稍后再试，或用访问密钥登录。',
  },
  SIGN_IN_ANSWER_INVALID: {
    status: 502,
    en: 'What the identity provider answered cannot be trusted, so nobody was signed in. Tell the administrator of the registry the request id, or sign in with an access key.',
    zh: '统一身份认证服务的应答未通过核验，未予登录。请将请求编号告知本系统管理员，或用访问密钥登录。',
  },
  KEY_REQUIRED: { status: 401, en: 'This needs an access key.', zh: '需要访问密钥。' },
  KEY_ISSUED_BEFORE: {
    status: 409,
    en: 'An earlier request with this Idempotency-Key issued the key, which is shown once only. If it never arrived, find its id on the page of departments or by qcr keys list, revoke it, and issue another.',
    zh: '此前已按该 Idempotency-Key 签发过密钥，密钥只显示一次。如未收到，请在“部门与密钥”页或用 qcr keys list 查出编号，吊销后另行签发。',
  },
  SESSION_ENDED: {
    status: 401,
    en: 'You are signed out. Sign in in another window, come back to the page before and send it again; what you filled in is still there.',
    zh: '登录已过期。请在另一窗口登录，再返回上一页重新提交，已填内容仍在。',
  },
  ORIGIN_FOREIGN: {
    status: 403,
    en: 'This form was not sent from a page of this registry.',
    zh: '该请求不是从本系统的页面发出的。',
  },
  SCOPE_MISSING: { status: 403, en: 'The access key lacks the scope for this.', zh: '访问密钥没有相应权限。' },
  PURPOSE_MISSING: {
    status: 403,
    en: 'Reading the archive needs a purpose: ?purpose=...',
    zh: '查询全部历史须注明事由（purpose）。',
  },
  RATE_EXCEEDED: { status: 429, en: 'Too many requests; try again later.', zh: '请求过于频繁，请稍后再试。' },
  PRESS_BUSY: {
    status: 503,
    en: 'Too many PDF files are being made; try again in a moment.',
    zh: '正在生成的PDF过多，请稍后再试。',
  },
  READ_MODEL_BEHIND: {
    status: 503,
    en: 'The read models have not reached the position asked for; try again.',
    zh: '读模型尚未到达所要求的位置，请重试。',
  },
  ACCESS_LOG_UNWRITABLE: {
    status: 503,
    en: 'The access log cannot be written, so what is not public is not read; try again later.',
    zh: '查询留痕暂不能写入，非公开信息暂停查询，请稍后再试。',
  },
  RESYNC: {
    status: 409,
    en: 'Nothing goes on from this cursor; start again from the snapshot of the list.',
    zh: '该游标无法续传，请从名单快照重新开始。',
  },
  NODE_STALE: {
    status: 503,
    en: 'This node has not read the head of the log for 10 s, or not yet what it recorded itself; it records nothing and shows only what is public. Ask another, or again.',
    zh: '本节点已超过10秒未能读取日志末端，或尚未读到自己登记的内容，暂停登记和非公开查询，请改用其他节点或稍后重试。',
  },
  LOG_UNREACHABLE: {
    status: 503,
    en: 'The log did not answer, and whether it recorded this is not known; repeat it with the same Idempotency-Key.',
    zh: '事件日志未应答，是否已登记尚不确定，请用同一Idempotency-Key重发。',
  },
  CLOCK_UNCONFIRMED: {
    status: 503,
    en: 'The clock is more than 40 days ahead of the last day opened; confirm it on the machine with `qcr day open --confirm`.',
    zh: '系统时钟比最近开启的日期晚40天以上，须在本机用 qcr day open --confirm 确认。',
  },
  UNFORESEEN: {
    status: 500,
    en: 'Something unforeseen happened; it has been logged under the request id.',
    zh: '发生意外错误，已按请求编号记录。',
  },
} as const satisfies Record<string, Label & { readonly status: number }>;

export type ProblemCode = keyof typeof problems;

/** A no of the HTTP face. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];

  constructor(code: ProblemCode, errors: readonly FieldError[] = []) {
    super(problems[code].en);
    this.name = 'Problem';
    this.code = code;
    this.errors = errors;
  }
}

/** Which field broke which rule; never the value. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
}
