import Box from '@mui/material/Box';
import { type ReactNode, useState } from 'react';
import type { FieldValues, SubmitHandler, UseFormReturn } from 'react-hook-form';
import { useFieldErrors } from '@/platform/errors/field-errors';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { Notice } from '@/ui/page/notice';

type Props<Values extends FieldValues> = {
  form: UseFormReturn<Values>;
  /** Rejecting puts the server's field errors on the fields and everything else over the form. */
  onSubmit: SubmitHandler<Values>;
  label?: string;
  children: ReactNode;
};

/** One column; wrong fields are marked, announced, and the first takes the focus, whoever found them wrong. */
export function Form<Values extends FieldValues>({ form, onSubmit, label, children }: Props<Values>) {
  const [problem, setProblem] = useState<unknown>();
  const place = useFieldErrors(form);
  const problemText = useProblemText();
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await onSubmit(values);
    } catch (error) {
      if (!place(error)) setProblem(error);
    }
  });
  return (
    <Box
      component="form"
      noValidate
      aria-label={label}
      onSubmit={(event) => void submit(event)}
      sx={{ display: 'flex', flexDirection: 'column', gap: 4, maxWidth: 640 }}
    >
      {problem !== undefined && (
        <Notice tone="danger" role="alert">
          {problemText(problem)}
        </Notice>
      )}
      {children}
    </Box>
  );
}
