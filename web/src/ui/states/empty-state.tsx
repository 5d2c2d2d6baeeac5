import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { MessageState } from './message-state';

/** Nothing there yet, or nothing that fits: one sentence and at most one action. */
export function EmptyState({
  icon,
  title,
  text,
  action,
}: {
  icon: LucideIcon;
  title: string;
  text?: string;
  action?: ReactNode;
}) {
  return (
    <MessageState icon={icon} title={title} text={text}>
      {action}
    </MessageState>
  );
}
