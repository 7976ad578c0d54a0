import type { Label } from '../../schemas/vocabulary.js';

/** Why a file is not imported at all; rows that were settled before stay settled. */
export const fileRefusals = {
  FILE_KIND_UNKNOWN: { en: 'The kind of file is not one that is read.', zh: '不支持的文件类型。' },
  FILE_TOO_LARGE: { en: 'The file is larger than its kind may be.', zh: '文件超过该类型的大小限制。' },
  FILE_UNREADABLE: { en: 'The file is not what its kind says, or is damaged.', zh: '文件内容与其类型不符或已损坏。' },
  HEADER_TWICE: { en: 'Two columns have the same header.', zh: '表头重复。' },
  COLUMNS_MISSING: { en: 'The table lacks columns that the mapping reads.', zh: '缺少列映射所需的列。' },
  MAPPING_INVALID: { en: 'The mapping cannot be read or breaks a rule.', zh: '列映射无法读取或不符合要求。' },
  SENDER_KEY_ENDED: {
    en: 'The key that sent the file has been revoked or is past its last day.',
    zh: '报送所用的访问密钥已吊销或已过期。',
  },
} as const satisfies Record<string, Label>;

export type FileRefusalCode = keyof typeof fileRefusals;

/** The file, its mapping or its sender is at fault, not a row: the import ends here. The message says what and where. */
export class FileRefused extends Error {
  readonly code: FileRefusalCode;

  constructor(code: FileRefusalCode, message: string) {
    super(message);
    this.name = 'FileRefused';
    this.code = code;
  }
}
