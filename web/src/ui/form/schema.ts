import { config } from 'zod/mini';
import * as z from 'zod/mini';

// zod would compile its schemas with `new Function`, which the content security policy forbids and reports.
config({ jitless: true });

/** Messages of these rules are codes of the `errors` texts, the same that the server would answer with. */
const required = () => z.string().check(z.trim(), z.minLength(1, 'validation.required'));
const email = () =>
  required().check(z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'validation.email'), z.maxLength(254, 'validation.too_long'));
const name = (longest = 100) => required().check(z.maxLength(longest, 'validation.too_long'));
/** Length only: how easy a password is to guess is the server's to judge. */
const newPassword = () =>
  z
    .string()
    .check(
      z.minLength(1, 'validation.required'),
      z.minLength(10, 'validation.too_short'),
      z.maxLength(256, 'validation.too_long'),
    );

export const rules = { required, email, name, newPassword };
export { z };
