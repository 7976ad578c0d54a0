import type { z } from 'zod';
import type { item } from '../../http/answers.js';

/** An item of a profile as the API answers it. */
export type Item = z.output<typeof item>;
