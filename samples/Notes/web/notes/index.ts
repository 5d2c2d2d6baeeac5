import { NotebookPen } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'Notes.notes',
  routes: [{ path: '/notes', page: () => import('./notes-page'), title: 'title', permission: 'notes.notes.read' }],
  navigation: [
    { to: '/notes', label: 'title', icon: NotebookPen, section: 'main', order: 50, permission: 'notes.notes.read' },
  ],
};
