/** Numbers that were issued, as a card. */
import { writeNumber } from '../../services/numbers.ts';
import type { NumbersCard } from '../card.ts';
import type { Texts } from '../texts/en.ts';

export function caseCard({ numbersCard }: Texts, caseNumber: string, lead = numbersCard.lead(caseNumber)): NumbersCard {
  return {
    kind: 'numbers',
    lead,
    title: numbersCard.title,
    numbers: [{ label: numbersCard.caseNumber, number: writeNumber(caseNumber), copy: numbersCard.copyCase }],
    copy: numbersCard.copy,
    facts: [],
  };
}

export function rmaCard(
  texts: Texts,
  issued: { caseNumber: string; rma: string; returnBy: string; activeUntil: string; label?: string | undefined },
): NumbersCard {
  const { numbersCard } = texts;
  const { caseNumber, rma, returnBy, activeUntil, label } = issued;
  const card = caseCard(texts, caseNumber, numbersCard.lead(caseNumber, rma));
  return {
    ...card,
    numbers: [...card.numbers, { label: numbersCard.rmaNumber, number: writeNumber(rma), copy: numbersCard.copyRma }],
    facts: [
      { label: numbersCard.returnBy, value: returnBy },
      { label: numbersCard.activeUntil, value: activeUntil },
    ],
    ...(label && { label: { title: numbersCard.printLabel, url: label } }),
  };
}
