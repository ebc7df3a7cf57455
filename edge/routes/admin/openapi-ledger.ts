import { LedgerInputSchema } from '../../../shared/contract/admin/ledger.ts';
import { RESOURCES } from '../../domain/resources.ts';
import { json, type Operation } from './openapi-operations.ts';
import { problems } from './openapi-problems.ts';
import { type NamedSchemas, refTo } from './openapi-schemas.ts';

export const LEDGER_SCHEMAS: NamedSchemas = { LedgerLine: { schema: LedgerInputSchema, io: 'input' } };

/** The operator's way into the ledger, which the account itself only reads. */
export function creditLedger(): Operation {
  const input = { kind: 'credit', amount: 500_000, reason: 'Invoice 2026-118', subject: null };
  const entity = {
    ...RESOURCES.ledger.example.entity,
    ...input,
    balance: 500_000,
    madeBy: 'operator',
  };
  return {
    operationId: 'creditLedger',
    tags: ['Ledger'],
    summary: 'Credit or correct the ledger of an account',
    description:
      'By the operator of the server. A credit gives, a correction gives or takes, and never more than there is to spend. ' +
      'The `Idempotency-Key` is required and kept for ever: the same line is written once.',
    security: [{ operator: [] }],
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        description: 'The same key and body are one line.',
        schema: { type: 'string' },
      },
    ],
    requestBody: { required: true, content: json(refTo('LedgerLine'), input) },
    responses: {
      201: {
        description: 'The line, as it stands in the ledger.',
        headers: { Location: { $ref: '#/components/headers/Location' } },
        content: json(refTo('LedgerEntry'), entity),
      },
      ...problems(['invalid', 'unauthorized', 'not_found', 'conflict', 'too_large', 'idempotency_mismatch']),
    },
  };
}
