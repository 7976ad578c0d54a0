import { day } from '../day.js';
import { documentEvent } from '../event-definition.js';
import { slug } from '../identifiers.js';
import { line, numberLine, prose } from '../text.js';

/** 认证 and licences; 撤销 is adverse, 注销 neutral. */
export const certificationEvents = {
  CertificateIssued: documentEvent({ zh: '颁发证书', en: 'certificate issued' }, () => ({
    certificateNo: numberLine(100),
    scheme: slug,
    standard: line(100).optional(),
    scope: prose(300),
    body: line(100),
    from: day.optional(),
    until: day.optional(),
  })),
  CertificateRenewed: documentEvent({ zh: '证书换证', en: 'certificate renewed' }, (target) => ({
    target,
    certificateNo: numberLine(100).optional(),
    from: day.optional(),
    until: day.optional(),
  })),
  CertificateSuspended: documentEvent({ zh: '暂停证书', en: 'certificate suspended' }, (target) => ({
    target,
    on: day.optional(),
    reason: prose(300).optional(),
  })),
  CertificateReinstated: documentEvent({ zh: '恢复证书', en: 'certificate reinstated' }, (target) => ({
    target,
    on: day.optional(),
  })),
  CertificateWithdrawn: documentEvent({ zh: '撤销证书', en: 'certificate withdrawn' }, (target) => ({
    target,
    on: day.optional(),
    reason: prose(300),
  })),
  CertificateCancelled: documentEvent({ zh: '注销证书', en: 'certificate cancelled' }, (target) => ({
    target,
    on: day.optional(),
    reason: prose(300).optional(),
  })),
};
