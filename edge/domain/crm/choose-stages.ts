import type { CrmSection } from '../../../shared/contract/admin/crm-settings.ts';
import type { Communication } from './communication.ts';
import { matches } from './match-conditions.ts';

/** Ids of the CRM; null leaves it to the CRM. */
export interface Stages {
  leadStage: string | null;
  dealFunnel: string | null;
  dealStage: string | null;
}

type Distribution = CrmSection['stages']['first'];

/** Those of the first filter that holds, else the default (S4-34…S4-39). */
export function chooseStages(
  { default: usual, filters }: Distribution,
  communication: Communication,
): Stages {
  const { leadStage, dealFunnel, dealStage } =
    filters.find(({ when }) => matches(when, communication)) ?? usual;
  return { leadStage, dealFunnel, dealStage };
}
