import Tooltip from '@mui/material/Tooltip';
import { useFormats } from './use-formats';

/** "2 hours ago", with the exact time in the reader's zone on hover and for assistive technology. */
export function RelativeTime({ value }: { value: string }) {
  const formats = useFormats();
  return (
    <Tooltip title={formats.exact(value)} describeChild>
      <time dateTime={value}>{formats.relative(value)}</time>
    </Tooltip>
  );
}

export function ExactTime({ value }: { value: string }) {
  const formats = useFormats();
  return <time dateTime={value}>{formats.dateTime(value)}</time>;
}
