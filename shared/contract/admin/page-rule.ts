import { z } from 'zod';

export const PAGE_RULE_SOURCES = ['page', 'path', 'title', 'referrer', 'landing'] as const;
export const PAGE_RULE_OPERATORS = ['contains', 'equals', 'starts', 'ends'] as const;

/** Allow or deny × source × comparison × value (S1-70). `page` is the address without its fragment. */
export const PageRuleSchema = z.strictObject({
  effect: z.enum(['allow', 'deny']),
  source: z.enum(PAGE_RULE_SOURCES).default('page'),
  op: z.enum(PAGE_RULE_OPERATORS).default('contains'),
  not: z.boolean().default(false),
  value: z.string().trim().min(1).max(512),
});
export type PageRule = z.infer<typeof PageRuleSchema>;

/** A page passes if no deny rule holds and, where there are allow rules, one of them does. */
export const PageRulesSchema = z.array(PageRuleSchema).max(100).default([]);
