import { type ReactNode, useEffect, useState } from 'react';

/** Shows its children only after 150 ms: a fast answer must not flash a skeleton. */
export function Delayed({ children, after = 150 }: { children: ReactNode; after?: number }) {
  const [due, setDue] = useState(after === 0);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return due ? children : null;
}
