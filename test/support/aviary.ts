import type { Test } from 'tap';
import { type CommandType, kebab } from '../../schemas/commands.js';
import { registryActor } from '../../src/commands/days.js';
import { shippedPacks } from '../../src/policy/packs.js';
import { Canaries } from './canaries.js';
import { unlinked } from './list-server.js';
import { startServer } from './server.js';
import { fictionalUscc } from './uscc.js';

/** An enterprise that did wrong, one that was honoured, and one whose listing has ended while a measure is still on. */
export const P = fictionalUscc(1);
export const G = fictionalUscc(2);
export const M = fictionalUscc(3);

/** The year of the awards, the payment and the round. */
export const year = 2024;

/** A registry in which every command leaves canaries. */
export async function openAviary(t: Test) {
  const server = await startServer(t);
  const acting = { actor: registryActor, correlationId: server.rim.newId() };
  for (const pack of shippedPacks) await server.policies.adopt(pack, acting);
  const canaries = new Canaries();
  const ids: string[] = [];
  const clerk = await server.keyOf('scjg', 'admin', 'record', 'record:repair', 'record:objection', 'screen');
  const post = async (path: string, body: unknown) => {
    const { status, text, json } = await server.ask(path, { method: 'POST', key: clerk, body });
    if (status > 201) throw new Error(`${path}: ${text}`);
    return json;
  };
  const plant = async (uscc: string, type: CommandType, fields: object = {}): Promise<string> => {
    const body = canaries.planted(type, { ...(type === 'RegisterEnterprise' ? { uscc } : {}), ...fields });
    const { events } = await post(`/v1/enterprises/${uscc}/commands/${kebab(type)}`, body);
    ids.push(events[0].eventId);
    return events[0].eventId;
  };
  /** Records of one enterprise, which are voided in the end. */
  const plantAll = async (uscc: string, ...types: readonly CommandType[]): Promise<readonly string[]> => {
    const planted: string[] = [];
    for (const type of types) planted.push(await plant(uscc, type));
    return planted;
  };
  return { ...server, canaries, ids, clerk, post, plant, plantAll };
}

/** Lets an enterprise do all that is wrong; answers how it is all withdrawn. */
export async function wrongdoing({ plant, plantAll }: Awaited<ReturnType<typeof openAviary>>) {
  const plain = await plantAll(
    P,
    'RegisterEnterprise',
    'RenameEnterprise',
    'ReclassifyEnterprise',
    'DeclareQualityDuty',
  );
  const [repaired = '', annulled = '', reviewed = ''] = await plantAll(
    P,
    'RecordViolation',
    'RecordViolation',
    'RecordViolation',
  );
  for (const type of ['ModifyViolation', 'FulfilPenalty', 'ApplyForRepair', 'RefuseRepair'] as const) {
    await plant(P, type, { target: repaired });
  }
  const review = await plant(P, 'OpenReview', { target: reviewed });
  await plant(P, 'DecideObjection', { target: await plant(P, 'FileObjection', { target: reviewed }) });
  const listing = await plant(P, 'BlacklistEnterprise', unlinked);
  const doubtful = await plant(P, 'AwardHonour', { awardedOn: '2024-05-30' });
  const incident = await plant(P, 'RecordIncident');
  await plant(P, 'DetermineLiability', { target: incident });
  const inspection = await plant(P, 'RecordInspection');
  await plant(P, 'OrderRectification', { target: inspection });
  await plant(P, 'VerifyRectification', { target: inspection });
  const others = await plantAll(
    P,
    'RecordPetitionFinding',
    'FindDisqualification',
    'RevokeEnterpriseLicence',
    'DeregisterEnterprise',
  );
  const lifted = await plant(P, 'ApplyMeasure', { department: 'scjg', list: 'joint-punishment' });
  await plant(P, 'LiftMeasure', { target: lifted });
  const registered = await plant(M, 'RegisterEnterprise');
  const ended = await plant(M, 'BlacklistEnterprise', unlinked);
  const measure = await plant(M, 'ApplyMeasure', { department: 'scjg', list: 'joint-punishment' });
  await plant(M, 'LiftBlacklisting', { target: ended, on: '2024-06-01', reason: 'term' });
  return async () => {
    await plant(P, 'RepairCredit', { target: repaired, scope: 'full' });
    await plant(P, 'AnnulViolation', { target: annulled });
    await plant(P, 'CloseReview', { target: review, outcome: 'annulled' });
    await plant(P, 'LiftBlacklisting', { target: listing, on: '2024-06-01', reason: 'early-repair' });
    for (const target of [doubtful, incident, inspection, lifted, ...others, ...plain])
      await plant(P, 'VoidRecord', { target });
    for (const target of [measure, ended, registered]) await plant(M, 'VoidRecord', { target });
  };
}

/** Lets an enterprise be honoured and paid; answers how it is all taken back. */
export async function merit({ plant, plantAll }: Awaited<ReturnType<typeof openAviary>>) {
  const registered = await plant(G, 'RegisterEnterprise');
  const [honour = '', revoked = ''] = await plantAll(G, 'AwardHonour', 'AwardHonour');
  await plant(G, 'RevokeHonour', { target: revoked });
  const [kept = '', withdrawn = '', cancelled = ''] = await plantAll(
    G,
    'IssueCertificate',
    'IssueCertificate',
    'IssueCertificate',
  );
  for (const type of ['RenewCertificate', 'SuspendCertificate', 'ReinstateCertificate'] as const) {
    await plant(G, type, { target: kept });
  }
  await plant(G, 'WithdrawCertificate', { target: withdrawn });
  await plant(G, 'CancelCertificate', { target: cancelled });
  const determined = await plant(G, 'DetermineReward', { honourIds: [honour] });
  const paid = await plant(G, 'PayReward', { honourIds: [honour], amountFen: 50_000_000, year });
  await plant(G, 'RecoverReward', { target: paid, amountFen: 1 });
  return async () => {
    const targets = [paid, determined, honour, revoked, kept, withdrawn, cancelled, registered];
    for (const target of targets) await plant(G, 'VoidRecord', { target });
  };
}
