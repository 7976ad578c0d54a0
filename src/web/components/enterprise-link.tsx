import type { JSX } from 'preact';
import { addressOn, useFrame } from '../frame.js';
import { Uscc } from './uscc.js';

interface EnterpriseLinkProps {
  readonly uscc: string;
  readonly name: string | null;
}

/** 企业: its name, which leads to its profile, above its code. */
export function EnterpriseLink({ uscc, name }: EnterpriseLinkProps): JSX.Element {
  const { face } = useFrame();
  return (
    <span class="enterprise">
      <a href={addressOn(face, `/enterprises/${uscc}`)}>
        <bdi>{name ?? uscc}</bdi>
      </a>
      <Uscc code={uscc} />
    </span>
  );
}
