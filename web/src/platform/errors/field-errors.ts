import { useCallback } from 'react';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';

/**
 * Puts the server's field errors on the form's fields and the focus on the first of them. Answers whether all of them
 * found a field; otherwise the form has to show the problem as a whole.
 */
export function useFieldErrors<Values extends FieldValues>(form: UseFormReturn<Values>) {
  const { t, i18n } = useTranslation('errors');
  const { setError, getValues } = form;
  return useCallback(
    (error: unknown): boolean => {
      if (!isProblem(error)) return false;
      const values: Record<string, unknown> = getValues();
      const entries = Object.entries(error.fields).map(([pointer, errors]) => {
        // `/scopes/0` belongs to the field `scopes`.
        const name = pointer.split('/')[1] ?? '';
        const code = errors[0]?.code ?? '';
        return {
          name,
          message: i18n.exists(`errors:${code}`) ? t(code) : (errors[0]?.message ?? t('validation.pattern')),
        };
      });
      const landed = entries.filter(({ name }) => name in values);
      landed.forEach(({ name, message }, index) => {
        setError(name as FieldPath<Values>, { type: 'server', message }, { shouldFocus: index === 0 });
      });
      return landed.length > 0 && landed.length === entries.length;
    },
    [setError, getValues, t, i18n],
  );
}
