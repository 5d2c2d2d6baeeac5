import { zodResolver } from '@hookform/resolvers/zod';
import { type DefaultValues, type FieldValues, useForm as useHookForm } from 'react-hook-form';
import type { z } from './schema';

/** A form whose fields are checked when they are left, and again as they are mended. */
export function useForm<Values extends FieldValues>(
  schema: z.ZodMiniType<Values, Values>,
  defaultValues: DefaultValues<Values>,
) {
  return useHookForm<Values>({ resolver: zodResolver(schema), defaultValues, mode: 'onTouched' });
}
