import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Entry } from './navigation';

/** One page in the rail; the tooltip carries its name when only the icon is left. */
export function RailLink({ entry, collapsed }: { entry: Entry; collapsed: boolean }) {
  const { t } = useTranslation();
  const label = t(entry.label);
  const Icon = entry.icon;
  return (
    <li>
      <Tooltip title={collapsed ? label : ''} placement="right">
        <ButtonBase
          component={Link}
          to={entry.to}
          activeOptions={{ exact: entry.to === '/', includeSearch: false }}
          aria-label={label}
          sx={{
            display: 'flex',
            justifyContent: 'flex-start',
            gap: 2.5,
            width: '100%',
            minHeight: 34,
            px: 2.75,
            mb: '2px',
            borderRadius: '6px',
            fontSize: '0.875rem',
            fontWeight: 500,
            textAlign: 'left',
            color: 'tokens.muted',
            '&:hover': { bgcolor: 'tokens.hover', color: 'tokens.text' },
            '&[aria-current="page"]': { bgcolor: 'tokens.selected', color: 'tokens.text' },
            '&[aria-current="page"] svg': { color: 'tokens.accent' },
          }}
        >
          <Icon size={17} strokeWidth={1.9} aria-hidden style={{ flexShrink: 0 }} />
          {!collapsed && label}
        </ButtonBase>
      </Tooltip>
    </li>
  );
}
