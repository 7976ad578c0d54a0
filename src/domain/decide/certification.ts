import type { EnterpriseState, FactRecord } from '../enterprise.js';
import { already, followUpOf, type Objectionable, type Proposals, resolveRecord } from '../proposal.js';

type Commands =
  | 'IssueCertificate'
  | 'RenewCertificate'
  | 'SuspendCertificate'
  | 'ReinstateCertificate'
  | 'WithdrawCertificate'
  | 'CancelCertificate';

/** 认证: steps may come in any order, as documents do; only the end of a certificate is final. */
export const certificationProposals: Proposals<Commands> = {
  IssueCertificate: (data) => ({ fact: { type: 'CertificateIssued', data } }),
  RenewCertificate: (data, state) => {
    const { about, target } = certificate(state, data.target);
    return { fact: { type: 'CertificateRenewed', data: { ...data, target } }, about };
  },
  SuspendCertificate: (data, state) => {
    const { about, target } = certificate(state, data.target);
    return { fact: { type: 'CertificateSuspended', data: { ...data, target } }, about };
  },
  ReinstateCertificate: (data, state) => {
    const { about, target } = certificate(state, data.target);
    return { fact: { type: 'CertificateReinstated', data: { ...data, target } }, about };
  },
  WithdrawCertificate: (data, state) => {
    const { about, target } = certificate(state, data.target);
    return { fact: { type: 'CertificateWithdrawn', data: { ...data, target } }, about, refusedIf: [ended(about)] };
  },
  CancelCertificate: (data, state) => {
    const { about, target } = certificate(state, data.target);
    return { fact: { type: 'CertificateCancelled', data: { ...data, target } }, about, refusedIf: [ended(about)] };
  },
};

function certificate(state: EnterpriseState, reference: string) {
  const about = resolveRecord(state, reference, 'target', 'CertificateIssued');
  return { about, target: about.event.id };
}

function ended(record: FactRecord): Objectionable {
  const end = followUpOf(record, 'CertificateWithdrawn') ?? followUpOf(record, 'CertificateCancelled');
  return already(end, 'CERTIFICATE_ALREADY_ENDED');
}
