import { line } from '../../schemas/text.js';

/** 查询事由, which stands in the access log for ever: one line without a number of a person. */
export const purpose = line(200)
  .refine((text) => [...text].length >= 2, { error: 'must have at least 2 characters' })
  .optional();
