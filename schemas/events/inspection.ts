import { z } from 'zod';
import { day } from '../day.js';
import { documentEvent } from '../event-definition.js';
import { line, numberLine, prose } from '../text.js';
import { administrativeLevel, inspectionResult } from '../vocabularies.js';

/** 监督检查 */
export const inspectionEvents = {
  InspectionRecorded: documentEvent({ zh: '监督检查', en: 'inspection recorded' }, (target) => ({
    level: administrativeLevel.schema,
    inspectedOn: day.optional(),
    planNo: numberLine(100).optional(),
    reportNo: numberLine(100).optional(),
    product: line(100).optional(),
    batch: numberLine(100).optional(),
    result: inspectionResult.schema,
    failedItems: z.array(line(100)).max(50).optional(),
    reinspectionOf: target.optional(),
    campaign: line(100).optional(),
  })),
  RectificationOrdered: documentEvent({ zh: '责令改正', en: 'rectification ordered' }, (target) => ({
    target,
    on: day.optional(),
    dueOn: day.optional(),
  })),
  RectificationVerified: documentEvent({ zh: '改正验收', en: 'rectification verified' }, (target) => ({
    target,
    on: day.optional(),
    result: inspectionResult.schema,
    remarks: prose(300).optional(),
  })),
};
