import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isShown, moved, ordered, toggled } from './columns';
import type { ToolbarProps } from './list-toolbar';
import { SortField } from './sort-field';

type Props<Row> = ToolbarProps<Row> & { anchor: HTMLElement | null; onClose: () => void };

/** Which columns, in which order, how close together. Buttons move a column: dragging alone would shut people out. */
export function DisplayMenu<Row>({
  anchor,
  onClose,
  definition,
  navigation,
  memory,
  density,
  phone,
  remember,
}: Props<Row>) {
  const { t } = useTranslation('ui.list');
  const { columns } = definition;
  const inOrder = ordered(columns, memory);
  return (
    <Popover
      open={!!anchor}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{ paper: { role: 'dialog', 'aria-label': t('display'), sx: { mt: 1, p: 3, width: 300 } } }}
    >
      {/* A phone has no headers to press. */}
      {phone && <SortField columns={columns} navigation={navigation} />}
      <ToggleButtonGroup
        exclusive
        fullWidth
        size="small"
        value={density}
        aria-label={t('density')}
        onChange={(_, next: typeof density | null) => next && remember({ density: next })}
        sx={{ mb: 3 }}
      >
        <ToggleButton value="comfortable">{t('density.comfortable')}</ToggleButton>
        <ToggleButton value="compact">{t('density.compact')}</ToggleButton>
      </ToggleButtonGroup>
      <Box sx={{ fontSize: 13, fontWeight: 600 }}>{t('columns')}</Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {inOrder.map((column, index) => (
          <Box component="li" key={column.id} sx={{ display: 'flex', alignItems: 'center' }}>
            <FormControlLabel
              sx={{ flex: 1, minWidth: 0 }}
              label={column.label}
              disabled={column.phone === 'title'}
              control={
                <Checkbox
                  size="small"
                  checked={isShown(column, memory)}
                  onChange={() => remember(toggled(column, memory))}
                />
              }
            />
            <IconButton
              size="small"
              aria-label={t('columns.earlier', { column: column.label })}
              disabled={index === 0}
              onClick={() => remember({ order: moved(columns, memory, column.id, -1) })}
            >
              <ArrowUp size={16} />
            </IconButton>
            <IconButton
              size="small"
              aria-label={t('columns.later', { column: column.label })}
              disabled={index === inOrder.length - 1}
              onClick={() => remember({ order: moved(columns, memory, column.id, 1) })}
            >
              <ArrowDown size={16} />
            </IconButton>
          </Box>
        ))}
      </Box>
    </Popover>
  );
}
