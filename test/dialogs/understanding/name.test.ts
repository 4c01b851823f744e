import assert from 'node:assert/strict';
import { findIntroduction, readCompany, readName } from '../../../dialogs/understanding/name.ts';

describe('a name', () => {
  const answers: readonly (readonly [said: string, name: string])[] = [
    ['Maria Lopez', 'Maria Lopez'],
    ['maria lopez', 'Maria Lopez'],
    ['MARIA LOPEZ', 'Maria Lopez'],
    ['Jo', 'Jo'],
    ['jo', 'Jo'],
    ["I'm Maria", 'Maria'],
    ['I am Maria Lopez.', 'Maria Lopez'],
    ['my name is maria lopez', 'Maria Lopez'],
    ["My name's Maria", 'Maria'],
    ["it's Jo", 'Jo'],
    ['this is Maria Lopez', 'Maria Lopez'],
    ['Name: Maria Lopez', 'Maria Lopez'],
    ['call me Bob', 'Bob'],
    ['hi, my name is Bob', 'Bob'],
    ['Sure, it is Maria Lopez', 'Maria Lopez'],
    ['Dr. Maria Lopez', 'Maria Lopez'],
    ['Lopez, Maria', 'Lopez, Maria'],
    ["Seán O'Brien", "Seán O'Brien"],
    ["sean o'brien", "Sean O'Brien"],
    ['Jean-Luc Picard', 'Jean-Luc Picard'],
    ['jörg müller', 'Jörg Müller'],
    ['Ludwig van Beethoven', 'Ludwig van Beethoven'],
    ['José da Silva', 'José da Silva'],
    ['J. R. Smith', 'J. R. Smith'],
    ['Łukasz Żak', 'Łukasz Żak'],
    ['田中太郎', '田中太郎'],
    ['Иван Петров', 'Иван Петров'],
    ['Maria Lopez from Acme Security', 'Maria Lopez'],
    ['McDonald', 'McDonald'],
    ['May', 'May'],
    ['Mark', 'Mark'],
    ['Will Smith', 'Will Smith'],
  ];
  for (const [said, name] of answers) it(`is read from "${said}"`, () => assert.equal(readName(said), name));

  for (const said of [
    '',
    'no',
    'why do you need my name?',
    'what for',
    'jo@acme.com',
    '12345',
    'Bob2',
    'none of your business',
    "I don't want to say",
    'the camera is dead',
    "I'm having trouble with my camera",
    "I'm locked out",
    'this is broken',
    'help',
    'cancel',
    'agent',
    'you idiot',
    'this is stupid',
    'my camera',
    'I need an RMA',
    'skip',
    '?',
    'http://example.com',
    'it does not work',
    'yes',
    'anonymous',
    'a very long sentence that is certainly not the name of anybody at all',
    '<script>',
  ]) {
    it(`is not "${said}"`, () => assert.equal(readName(said), undefined));
  }
});

describe('an introduction inside a sentence', () => {
  const told: readonly (readonly [said: string, name: string | undefined, company: string | undefined])[] = [
    ['this is Maria Lopez from Acme Security, my dome is dead', 'Maria Lopez', 'Acme Security'],
    ["I'm Jo from Acme", 'Jo', 'Acme'],
    ["Hi, I'm Jo Smith with Harbor Alarm & Lock. I need an RMA", 'Jo Smith', 'Harbor Alarm & Lock'],
    ['My name is Bob Tanner and my camera broke', 'Bob Tanner', undefined],
    ['my name is ray ortiz, i need a case', 'Ray Ortiz', undefined],
    ['I work for Acme Corp and need help', undefined, 'Acme Corp'],
    ['Company: Northgate GmbH', undefined, 'Northgate GmbH'],
    ["I'm having trouble with a camera", undefined, undefined],
    ["I'm Having trouble", undefined, undefined],
    ["I'm locked out", undefined, undefined],
    ['this is broken', undefined, undefined],
    ["This is urgent, I'm from Texas", undefined, undefined],
    ['I am calling from the warehouse', undefined, undefined],
    ['it came back from repair', undefined, undefined],
    ["I'm not sure", undefined, undefined],
    ['This is the third time', undefined, undefined],
    ["It's Dead since Monday", undefined, undefined],
    ['I am Very angry', undefined, undefined],
  ];
  for (const [said, name, company] of told) {
    it(`of "${said}"`, () => {
      const found = findIntroduction(said);
      assert.equal(found.name, name);
      assert.equal(found.company, company);
    });
  }
});

describe('a company', () => {
  for (const [said, company] of [
    ['Acme Security', 'Acme Security'],
    ['acme security inc.', 'acme security inc.'],
    ["It's Acme & Sons", 'Acme & Sons'],
    ['I work for Acme', 'Acme'],
    ['3M', '3M'],
    ['Łódź Alarm Sp. z o.o.', 'Łódź Alarm Sp. z o.o.'],
  ] as const) {
    it(`is read from "${said}"`, () => assert.equal(readCompany(said), company));
  }
  for (const said of ['none', 'no', 'no company', 'just me', 'n/a', 'why?', 'private', '', '42', 'jo@acme.com']) {
    it(`is not "${said}"`, () => assert.equal(readCompany(said), undefined));
  }
});
