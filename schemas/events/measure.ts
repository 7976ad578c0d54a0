import { z } from 'zod';
import { day } from '../day.js';
import { documentEvent } from '../event-definition.js';
import { departmentId, slug } from '../identifiers.js';
import { line, numberLine, prose } from '../text.js';
import { jointList, qualityDuty } from '../vocabularies.js';

/** 联合奖惩措施 and the duties an enterprise declares, without a person's name. */
export const measureEvents = {
  MeasureApplied: documentEvent({ zh: '实施奖惩措施', en: 'measure applied' }, () => ({
    measureId: numberLine(64),
    measureCode: slug,
    list: jointList.schema,
    department: departmentId,
    basis: line(200),
    appliedOn: day,
  })),
  MeasureLifted: documentEvent({ zh: '解除奖惩措施', en: 'measure lifted' }, (target) => ({
    target,
    on: day,
    reason: prose(300).optional(),
  })),
  QualityDutyDeclared: documentEvent({ zh: '声明质量责任', en: 'quality duty declared' }, () => ({
    duty: qualityDuty.schema,
    from: day,
  })),
  /** 其他应依法依规取消奖励资格的情形 (四（三）奖励原则 一): counts only by this finding. */
  DisqualificationFound: documentEvent({ zh: '认定取消奖励资格', en: 'disqualification found' }, () => ({
    foundOn: day,
    legalBasis: z.array(line(200)).min(1).max(20),
    summary: prose(300),
    until: day.optional(),
  })),
};
