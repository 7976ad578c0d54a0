import { z } from 'zod';
import { calendarDay } from '../day.js';
import { plainEvent } from '../event-definition.js';
import { departmentId, division, instant, keyId, position, sha256Hex, slug } from '../identifiers.js';
import { scope } from '../scope.js';
import { line, numberLine } from '../text.js';
import { uscc } from '../uscc.js';
import { disqualificationGround, jointList } from '../vocabularies.js';

const cursor = z.string().min(1).max(200);
const usccs = z.array(uscc).min(1).max(5000);

/** 部门: its keys, what it reported to the registry, what it asked for and what it received. */
export const departmentEvents = {
  DepartmentEnrolled: plainEvent(
    { zh: '部门接入', en: 'department enrolled' },
    { department: departmentId, name: line(100), uscc: uscc.optional(), division: division.optional() },
  ),
  AccessKeyIssued: plainEvent(
    { zh: '签发访问密钥', en: 'access key issued' },
    {
      keyId,
      hash: sha256Hex,
      scopes: z.array(scope.schema).min(1).max(scope.codes.length),
      until: calendarDay.optional(),
    },
  ),
  AccessKeyRevoked: plainEvent({ zh: '吊销访问密钥', en: 'access key revoked' }, { keyId }),
  /** 零报告: for this ground and period the department has reported all that it knows. */
  SourceReported: plainEvent(
    { zh: '数据报送（零报告）', en: 'source reported' },
    { department: departmentId, ground: disqualificationGround.schema, from: calendarDay, until: calendarDay },
  ),
  /** 部门联审回函 */
  ClearanceGiven: plainEvent(
    { zh: '部门联审回函', en: 'clearance given' },
    {
      usccs,
      ground: disqualificationGround.schema,
      department: departmentId,
      asOf: calendarDay,
      documentNo: numberLine(100).optional(),
    },
  ),
  /** 查询核验: what was asked of the joint lists, of both where none is named, and the digest of what was answered. */
  CheckMade: plainEvent(
    { zh: '查询核验', en: 'check made' },
    {
      checkNo: numberLine(64),
      list: jointList.schema.optional(),
      usccs,
      purpose: line(200),
      caseNo: numberLine(100).optional(),
      validAt: calendarDay,
      knownAt: position,
      ruleVersion: line(500),
      resultDigest: sha256Hex,
    },
  ),
  WebhookSubscribed: plainEvent(
    { zh: '订阅推送', en: 'webhook subscribed' },
    {
      subscription: slug,
      list: jointList.schema,
      url: z.url({ protocol: /^https?$/ }).max(500),
      generation: z.int().positive(),
    },
  ),
  WebhookCursorMoved: plainEvent(
    { zh: '推送进度', en: 'webhook cursor moved' },
    { subscription: slug, cursor, at: instant },
  ),
  /** `gone`: the subscriber answered 410. */
  WebhookEnded: plainEvent(
    { zh: '推送终止', en: 'webhook ended' },
    { subscription: slug, reason: z.enum(['unsubscribed', 'gone']) },
  ),
  /** A delivery that nobody took in all its attempts; the next ones go on after it. */
  WebhookDeliveryFailed: plainEvent(
    { zh: '推送失败', en: 'webhook delivery failed' },
    { subscription: slug, after: cursor, until: cursor },
  ),
  WebhookReplayRequested: plainEvent(
    { zh: '请求重推', en: 'webhook replay requested' },
    { subscription: slug, until: cursor },
  ),
  WebhookDeliveryReplayed: plainEvent(
    { zh: '重推成功', en: 'webhook delivery replayed' },
    { subscription: slug, until: cursor },
  ),
  /** 回执: how the copy a department holds compares with the source. */
  ReceiptAcknowledged: plainEvent(
    { zh: '共享回执', en: 'receipt acknowledged' },
    {
      list: jointList.schema,
      cursor: z.string().min(1).max(200),
      verdict: z.enum(['equal', 'different', 'withdrawals-held']),
      held: z.array(sha256Hex).max(1000).optional(),
    },
  ),
};
