import type { Label } from '../../../schemas/vocabulary.js';

/** 选项: what may be chosen, and what it is called. */
export interface Choice {
  readonly value: string;
  readonly label: Label;
}

/** The choices of a field; where others may be named too, they are open. */
export interface Choices {
  readonly options: readonly Choice[];
  readonly isOpen: boolean;
}
