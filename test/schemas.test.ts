import fc from 'fast-check';
import t from 'tap';
import { z } from 'zod';
import { canonicalJson } from '../schemas/canonical.js';
import { enterpriseCommands } from '../schemas/commands.js';
import {
  addDays,
  calendarDay,
  day,
  dayInShanghai,
  daysBetween,
  firstDayOf,
  hasCome,
  isOver,
  lastDayOf,
  nextDay,
  precedes,
} from '../schemas/day.js';
import { findIdentityNumber, findPersonalData } from '../schemas/personal-data.js';
import { normaliseKeyPart, recordKey, sha256Of } from '../schemas/record-key.js';
import { line, prose } from '../schemas/text.js';
import {
  checkCharacterOf,
  checkUscc,
  isSoleTrader,
  normaliseUscc,
  organisationCheckOf,
  uscc,
} from '../schemas/uscc.js';
import { samples } from './support/samples.js';
import { fictionalUscc, pilotUscc } from './support/uscc.js';

const numbers = fc.integer({ min: 0, max: 99_999_999 });

t.test('统一社会信用代码 GB 32100', async (t) => {
  t.test('a code made by the rule is valid, whatever its check character', async (t) => {
    const seen = new Set<string>();
    for (let number = 0; number < 2000; number += 1) {
      const code = fictionalUscc(number);
      seen.add(code.slice(17));
      if (checkUscc(code).outcome !== 'valid') t.fail(code);
    }
    t.equal(seen.size, 31, 'all 31 check characters occur, 0 among them');
  });

  t.test('any one wrong character is found', async (t) => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const place = fc.integer({ min: 0, max: 17 });
    const character = fc.constantFrom(...alphabet);
    fc.assert(
      fc.property(numbers, place, character, (number, at, wrong) => {
        const code = fictionalUscc(number);
        fc.pre(code[at] !== wrong);
        return checkUscc(code.slice(0, at) + wrong + code.slice(at + 1)).outcome !== 'valid';
      }),
    );
    t.pass('for every place and character tried');
  });

  t.test("of the 31 last characters one is valid and at most one other is the pilot series' own", async (t) => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    for (const first17 of [fictionalUscc(9).slice(0, 17), pilotUscc(1).slice(0, 17)]) {
      const outcomes = alphabet.map((character) => checkUscc(first17 + character).outcome);
      t.equal(outcomes.filter((outcome) => outcome === 'valid').length, 1);
      const pilots = outcomes.filter((outcome) => outcome === 'legacy-exception').length;
      t.equal(pilots, first17.startsWith('9135') ? 1 : 0);
    }
  });

  t.test('two neighbours that changed places are found', async (t) => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 15 }), (number, at) => {
        const code = fictionalUscc(number);
        const turned = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
        fc.pre(turned !== code);
        return checkUscc(turned).outcome !== 'valid';
      }),
    );
    t.pass('for every pair tried');
  });

  t.test('full width, lower case and spaces are normalised, look-alikes only suggested', async (t) => {
    const code = fictionalUscc(120);
    t.equal(normaliseUscc(` ${code.toLowerCase()} `), code);
    t.equal(normaliseUscc('９１９９'), '9199');
    const lookalike = code.replace(/0/, 'O');
    t.same(checkUscc(lookalike), { outcome: 'invalid', defect: 'ALPHABET', suggestion: code });
    t.notOk(uscc.safeParse(lookalike).success);
    t.match(uscc.safeParse(lookalike).error?.issues[0]?.message, `did you mean ${code}?`);
  });

  t.test('each defect has its word', async (t) => {
    const code = fictionalUscc(7);
    const wrongCheck = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0');
    t.same(checkUscc(wrongCheck), { outcome: 'invalid', defect: 'CHECK_CHARACTER' });
    t.same(checkUscc('12345678'), { outcome: 'invalid', defect: 'LENGTH' });
    t.same(checkUscc('999999000000001'), { outcome: 'invalid', defect: 'OLD_REGISTRATION_NUMBER' });
    t.same(checkUscc(`00${code.slice(2)}`), { outcome: 'invalid', defect: 'CATEGORY' });
    t.same(checkUscc(`91A99999${code.slice(8)}`), { outcome: 'invalid', defect: 'REGION' });
    const body = `91999999${'00000017'}0`;
    t.same(checkUscc(body + checkCharacterOf(body)), { outcome: 'invalid', defect: 'ORGANISATION_CODE' });
  });

  t.test('numbers that pass modulo 31 by chance are caught by the organisation code or the category', async (t) => {
    t.equal(checkUscc('123456789012345678').outcome, 'invalid');
  });

  t.test('the pilot series of Fujian is a legacy exception, and only that', async (t) => {
    t.same(checkUscc(pilotUscc(1)), { outcome: 'legacy-exception', uscc: pilotUscc(1) });
    t.equal(checkUscc(pilotUscc(1).replace('9135', '9136')).outcome, 'invalid');
    t.equal(checkUscc(pilotUscc(1).replace('M000', 'M001')).outcome, 'invalid');
  });

  t.test('the twin of every kind of published vector has its outcome', async (t) => {
    const complete = (first8: string, organisation: string): string => {
      const first17 = first8 + organisation + organisationCheckOf(organisation);
      return first17 + checkCharacterOf(first17);
    };
    const endsIn0 = Array.from({ length: 200 }, (_, number) => fictionalUscc(number, '53')).find((code) =>
      code.endsWith('0'),
    );
    const code = fictionalUscc(2024);
    const another = (text: string, at: number): string =>
      text.slice(0, at) + (text[at] === 'Y' ? 'W' : 'Y') + text.slice(at + 1);
    const lookalikes = [code.slice(0, 9) + code.slice(9).replace('0', 'O'), `${endsIn0?.slice(0, 17)}O`];
    const passing = (first17: string): string => first17 + checkCharacterOf(first17);
    const vectors: readonly (readonly [string, string | undefined, string])[] = [
      ['conforming', complete('91999999', '60003734'), 'valid'],
      ['letters in the organisation code', complete('92999999', 'MA0KD1Y6'), 'valid'],
      ['a conforming code of a pilot number', complete('91999999', 'M000100Y'), 'valid'],
      ['a category with a letter', complete('A1999999', '60003734'), 'valid'],
      ['check character 0', endsIn0, 'valid'],
      ['wrong check character', another(code, 17), 'CHECK_CHARACTER'],
      ['wrong check character under a letter', another(complete('A1999999', '60003734'), 17), 'CHECK_CHARACTER'],
      ['wrong organisation code under a right check', passing('91999999123456789'), 'ORGANISATION_CODE'],
      ['an identity number that passes modulo 31', passing('36999919870908640'), 'CATEGORY'],
      ['a copied and broken example', another(another(code, 15), 17), 'ORGANISATION_CODE'],
      ['too short', code.slice(0, 13), 'LENGTH'],
      ['letters that no code has', 'FOOBARFOOBARFOOBAR', 'ALPHABET'],
      ['O for 0 inside', lookalikes[0], 'ALPHABET'],
      ['O for 0 at the end', lookalikes[1], 'ALPHABET'],
      ['the pilot series of Fujian', pilotUscc(1), 'legacy-exception'],
    ];
    for (const [name, twin = '', expected] of vectors) {
      const checked = checkUscc(twin);
      t.equal(checked.outcome === 'invalid' ? checked.defect : checked.outcome, expected, name);
    }
    const suggestions = lookalikes.map((twin) => ({ suggestion: undefined, ...checkUscc(twin) }).suggestion);
    t.same(suggestions, [code, endsIn0]);
  });

  t.test('codes of sole traders are told by their first two characters', async (t) => {
    t.same([isSoleTrader(fictionalUscc(3, '92')), isSoleTrader(fictionalUscc(3, '93'))], [true, false]);
  });
});

t.test('days', async (t) => {
  for (const text of ['2024', '2024-02', '2024-02-29', '2000-02-29']) t.ok(day.safeParse(text).success, text);
  for (const text of ['2023-02-29', '1900-02-29', '2024-13', '2024-00-01', '2024-04-31', '24-1-1', '', '2024-2-1']) {
    t.notOk(day.safeParse(text).success, text);
  }
  t.notOk(calendarDay.safeParse('2024-02').success);
  for (const text of ['2024-13-45', '2024-04-31', 'never']) {
    t.equal(day.safeParse(text).error?.issues.length, 1, `one complaint about ${text}`);
  }
  t.same(
    [firstDayOf('2024'), lastDayOf('2024-02'), lastDayOf('2023-02'), lastDayOf('2023')],
    ['2024-01-01', '2024-02-29', '2023-02-28', '2023-12-31'],
  );
  t.same(
    [hasCome('2024-05', '2024-04-30'), hasCome('2024-05', '2024-05-15'), hasCome('2024-05', '2024-05-31')],
    [false, 'cannot-tell', true],
  );
  t.same(
    [isOver('2024-05-01', '2024-05-01'), isOver('2024-05-01', '2024-05-02'), isOver('2024', '2024-07-01')],
    [false, true, 'cannot-tell'],
  );
  t.same([precedes('2023', '2024-01-01'), precedes('2024', '2024-01-01')], [true, false]);
  t.same([addDays('2024-02-28', 2), daysBetween('2024-02-28', '2024-03-01')], ['2024-03-01', 2]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (count) => {
      const date = addDays('1900-01-01', count);
      return nextDay(date) === addDays(date, 1) && daysBetween('1900-01-01', date) === count;
    }),
  );
  t.equal(
    dayInShanghai(Date.parse('2024-05-09T16:00:00.000Z')),
    '2024-05-10',
    'the day begins at four in the afternoon UTC',
  );
  t.equal(dayInShanghai(Date.parse('2024-05-09T15:59:59.999Z')), '2024-05-09');
});

t.test('personal data in text', async (t) => {
  const refused: readonly (readonly [string, string])[] = [
    ['联系人电话13812345678', 'mobile-phone'],
    ['电话 138-1234-5678。', 'mobile-phone'],
    ['＋８６１３８１２３４５６７８', 'mobile-phone'],
    ['固话0372-5912345', 'landline'],
    ['身份证11010519491231002X', 'id-card'],
    ['身份证110105 19491231 002x', 'id-card'],
    ['ID1101 0519 4912 3100 2X', 'id-card'],
    ['2024-05-10 11010519491231002X', 'id-card'],
    ['110105194\u200b91231002X', 'id-card'],
    ['旧证110105491231002', 'id-card'],
    ['tel13812345678', 'mobile-phone'],
    ['（0372）5912345', 'landline'],
    ['0372—5912345-801', 'landline'],
  ];
  for (const [text, kind] of refused) t.equal(findPersonalData(text), kind, text);
  const fine = [
    '罚款13812元',
    '2023年第12号',
    '安市监罚〔2023〕12号',
    '410500000012345',
    '2024-05-10',
    '批次20240510138',
    '总投资额310800.00元',
    '合计13812345678元',
    '13812345678.50',
  ];
  for (const text of fine) t.equal(findPersonalData(text), undefined, text);
  t.equal(findIdentityNumber('证书13812345678'), undefined, 'numbers of documents may look like telephones');
  fc.assert(fc.property(numbers, (number) => findPersonalData(`代码${fictionalUscc(number)}`) === undefined));
});

t.test('text is normalised at the rim, and what cannot be stored is refused', async (t) => {
  t.equal(line(10).parse('  cafe\u0301 '), 'caf\u00e9');
  t.equal(line(2).safeParse('𠮷野').success, true, 'characters are counted, not code units');
  t.equal(line(2).safeParse('三个字').success, false);
  for (const bad of ['a\u0000b', '\ud800', 'a\nb', 'a\u2028b', '', '  ']) {
    t.notOk(line(10).safeParse(bad).success, `code units ${[...bad].map((one) => one.charCodeAt(0).toString(16))}`);
  }
  t.ok(prose(10).safeParse('甲\n乙').success);
  t.notOk(prose(10).safeParse('甲\t乙').success);
});

t.test('every kind of field can be described as JSON Schema', async (t) => {
  for (const schema of [uscc, day, calendarDay, line(5), prose(5)]) {
    t.match(z.toJSONSchema(schema, { io: 'input' }), { type: 'string' });
  }
});

t.test('rules across fields name the second field', async (t) => {
  const issuesOf = (type: 'IssueCertificate' | 'BlacklistEnterprise' | 'AwardHonour', fields: object) => {
    const { event, schema } = enterpriseCommands[type];
    const checked = schema.safeParse({ ...samples[event], ...fields });
    return checked.success ? [] : checked.error.issues.map(({ path, message }) => [path.join('.'), message]);
  };
  t.same(issuesOf('IssueCertificate', { from: '2024-05-01', until: '2024-04-30' }), [
    ['until', 'must not be before from'],
  ]);
  t.same(issuesOf('IssueCertificate', { from: '2024-05', until: '2024-05-02' }), []);
  t.same(issuesOf('BlacklistEnterprise', { listKind: 'other' }), [
    ['listKindText', 'must carry the printed text when listKind is other'],
  ]);
  t.same(issuesOf('AwardHonour', { subject: { kind: 'individual', name: '某人' } }), [
    ['subject.name', 'an individual carries no name'],
  ]);
});

t.test('record keys', async (t) => {
  const key = {
    type: 'T',
    documentNo: '安〔2024〕1号',
    authority: '某局',
    department: 'scjg',
    items: ['a'],
    content: () => '{}',
  };
  t.equal(recordKey(key), 'T|安〔2024〕1号|某局|a');
  t.equal(recordKey({ ...key, authority: undefined }), 'T|安〔2024〕1号|@scjg|a');
  t.match(recordKey({ ...key, documentNo: undefined }), /^T\|@scjg\|[0-9a-f]{64}$/);
  t.not(recordKey({ ...key, items: ['a', 'b'] }), recordKey({ ...key, items: ['a|b'] }), 'parts never run together');
  t.equal(recordKey({ ...key, items: ['a|b'] }), 'T|安〔2024〕1号|某局|a｜b');
  const twins = [
    [{ authority: '@scjg' }, { authority: undefined }],
    [{ documentNo: '1|2' }, { documentNo: '1¦2' }],
    [
      { documentNo: '@scjg', authority: sha256Of('{}'), items: [] },
      { documentNo: undefined, items: [] },
    ],
  ];
  for (const [one, other] of twins) t.not(recordKey({ ...key, ...one }), recordKey({ ...key, ...other }));
  const printed = [
    '安（2024）1号',
    '安[2024] 1号',
    '安【２０２４】１号',
    '安﹝2024﹞1号',
    '安［2024］\u30001号',
    '安〈2024〉1号',
  ];
  for (const documentNo of printed) t.equal(recordKey({ ...key, documentNo }), recordKey(key), documentNo);
  t.equal(normaliseKeyPart('Ａ （2024） 1'), 'A〔2024〕1');
  fc.assert(fc.property(fc.string(), (text) => normaliseKeyPart(normaliseKeyPart(text)) === normaliseKeyPart(text)));
});

t.test('canonical JSON', async (t) => {
  t.equal(canonicalJson({ b: 1, a: undefined, é: '€', A: [2, 1] }), '{"A":[2,1],"b":1,"é":"€"}');
  t.throws(() => canonicalJson('\ud800'));
  t.throws(() => canonicalJson({ a: Number.NaN }));
});
