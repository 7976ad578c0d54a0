import gossip from '@eventstore/db-client/generated/gossip_pb.js';

/** A node as the gossip of a cluster tells of it. */
export interface Member {
  readonly port: number;
  readonly state: 'leader' | 'follower';
  readonly isAlive: boolean;
}

const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState;

export function gossipAnswer(members: readonly Member[]): gossip.ClusterInfo {
  const told = members.map(({ port, state, isAlive }) =>
    new gossip.MemberInfo()
      .setState(state === 'leader' ? LEADER : FOLLOWER)
      .setIsAlive(isAlive)
      .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port)),
  );
  return new gossip.ClusterInfo().setMembersList(told);
}
