import { z } from 'zod';
import { day } from '../day.js';
import { documentEvent, plainEvent } from '../event-definition.js';
import { division } from '../identifiers.js';
import { line } from '../text.js';
import { uscc } from '../uscc.js';
import { enterpriseStatus, successionKind } from '../vocabularies.js';

const classification = {
  division: z.union([division, z.literal('other')]).optional(),
  divisionText: line(50).optional(),
  industry: line(100).optional(),
  kind: line(100).optional(),
};

/** 企业: registration and what becomes of the unit. */
export const enterpriseEvents = {
  EnterpriseRegistered: documentEvent({ zh: '企业登记', en: 'enterprise registered' }, () => ({
    uscc,
    exceptionEvidence: line(200).optional(),
    name: line(100),
    formerNames: z.array(line(100)).max(20),
    ...classification,
    establishedOn: day.optional(),
    status: enterpriseStatus.schema,
  })),
  EnterpriseRenamed: documentEvent({ zh: '企业更名', en: 'enterprise renamed' }, () => ({
    name: line(100),
    on: day.optional(),
  })),
  EnterpriseReclassified: documentEvent({ zh: '企业信息变更', en: 'enterprise reclassified' }, () => ({
    ...classification,
    on: day.optional(),
  })),
  EnterpriseDeregistered: documentEvent({ zh: '注销登记', en: 'enterprise deregistered' }, () => ({
    on: day.optional(),
  })),
  EnterpriseLicenceRevoked: documentEvent({ zh: '吊销营业执照', en: 'business licence revoked' }, () => ({
    on: day.optional(),
  })),
  EnterpriseSucceeded: documentEvent({ zh: '企业承继', en: 'enterprise succeeded' }, () => ({
    by: uscc,
    succession: successionKind.schema,
    on: day.optional(),
  })),
  PredecessorAbsorbed: plainEvent(
    { zh: '并入被承继企业记录', en: 'predecessor absorbed' },
    { uscc, version: z.int().positive() },
  ),
};
