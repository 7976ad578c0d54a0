import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { samples } from '../../support/samples.js';
import { Connection, requestOf } from '../client.js';
import { freshInspection } from '../facts.js';
import { benchUscc } from '../lives.js';
import { type ServerProcess, startRegistry } from '../processes.js';
import { interleaved, median, type Row, type Side } from '../row.js';
import type { Bench } from '../trial.js';
import type { PreparedRegistry } from '../workplace.js';

const facts = 200;
const uscc = benchUscc(1);
const readsARound = 60;

/** Between two reads, in milliseconds: pages are opened by people, and by then what the last one cost is paid. */
const pause = 20;

/** 企业信用档案 as a page, of an enterprise of whom 200 facts more are recorded, against its data, each now and then. */
export async function pageRows({ place, small, rounds }: Bench): Promise<readonly Row[]> {
  const server = await startRegistry(place.copyOf(small.folder));
  await recordFacts(server, small);
  const data = sideOf(server, small, { path: `/v1/enterprises/${uscc}`, until: whole });
  const page = sideOf(server, small, { path: `/enterprises/${uscc}`, until: firstPart });
  const compared = await interleaved(page, data, rounds);
  await Promise.all([page.close(), data.close()]);
  await server.stop();
  return [
    {
      work: `until the head of the profile page of an enterprise with ${facts} facts, asked for now and then, is there to paint`,
      against: 'its JSON, whole',
      unit: 'ms',
      ...compared,
      bound: { atMost: 1.5 },
    },
  ];
}

async function recordFacts(server: ServerProcess, { key }: PreparedRegistry): Promise<void> {
  const connection = await Connection.open(server.address);
  for (let fact = 0; fact < facts; fact += 1) {
    const [name, body] = factNumbered(fact);
    await connection.send(requestOf(`/v1/enterprises/${uscc}/commands/${name}`, { key, body }));
  }
  connection.close();
}

function factNumbered(fact: number): readonly [string, object] {
  const documentNo = `示〔2026〕${process.pid}-${fact}号`;
  if (fact % 3 === 0) return ['record-inspection', freshInspection().data];
  if (fact % 3 === 1) return ['award-honour', { ...samples.HonourAwarded, documentNo }];
  return ['record-violation', { ...samples.ViolationRecorded, documentNo }];
}

type Until = (answer: IncomingMessage) => Promise<unknown>;

const whole: Until = (answer) => once(answer.resume(), 'end');

/** The head of a page comes alone: what a browser paints while the rest is on its way. */
const firstPart: Until = (answer) => once(answer, 'data');

/** Milliseconds from a request until what is waited for of its answer has come: the median of a round. */
function sideOf(server: ServerProcess, { key }: PreparedRegistry, asked: { path: string; until: Until }): Side {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${key}` };
  const read = async (): Promise<number> => {
    const begun = performance.now();
    const request = get(`${server.address}${asked.path}`, { agent, headers });
    const [answer]: IncomingMessage[] = await once(request, 'response');
    if (answer?.statusCode !== 200) throw new Error(`${asked.path} was answered ${answer?.statusCode}`);
    await asked.until(answer);
    const figure = performance.now() - begun;
    if (!answer.readableEnded) await once(answer.resume(), 'end');
    return figure;
  };
  return {
    round: async () => {
      const figures: number[] = [];
      for (let count = 0; count < readsARound; count += 1) {
        await setTimeout(pause);
        figures.push(await read());
      }
      return median(figures);
    },
    close: async () => agent.destroy(),
  };
}
