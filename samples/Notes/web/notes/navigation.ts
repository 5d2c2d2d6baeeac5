import { NotebookPen } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
  { to: '/notes', label: 'title', icon: NotebookPen, section: 'main', order: 50, permission: 'notes.notes.read' },
],
};
