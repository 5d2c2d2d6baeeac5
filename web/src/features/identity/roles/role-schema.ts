import { rules, z } from '@/ui/form/schema';

export const roleSchema = z.object({
  name: rules.name(64),
  description: z.string().check(z.maxLength(500, 'validation.too_long')),
  permissions: z.array(z.string()),
});

export type RoleValues = z.infer<typeof roleSchema>;

export function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.toSorted().join() === right.toSorted().join();
}
