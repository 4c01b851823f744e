/** What is on file of whoever has proven an address: looked at only after that (R24). */
import type { Case } from '../../services/cases/case.ts';
import type { DialogDependencies } from '../dependencies.ts';

export type OnFile = Pick<DialogDependencies, 'customers' | 'cases'>;

/** Their cases, newest first. */
export async function casesOf({ customers, cases }: OnFile, email: string, most?: number): Promise<Case[]> {
  const customer = await customers.find(email);
  return customer ? cases.ofCustomer(customer._id, most) : [];
}

export async function latestCase(deps: OnFile, email: string): Promise<Case | undefined> {
  const [latest] = await casesOf(deps, email, 1);
  return latest;
}
