import Box from '@mui/material/Box';

/** Backgrounds on which white initials keep 4.5:1; the test on tokens checks them. */
export const avatarColours = [
  '#5b5bd0',
  '#8a4fb8',
  '#b0427a',
  '#b04a3a',
  '#8a6116',
  '#3f7a3a',
  '#1f7a70',
  '#2a6fb0',
] as const;

function colourOf(id: string) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return avatarColours[sum % avatarColours.length];
}

function initialsOf(name: string) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}

/**
 * Initials on a colour that stays with the person. Decorative: the name always stands beside it. Drawn by the style, because as text they would have to be
 * in the name of each button that carries them.
 */
export function Avatar({ id, name, size = 28 }: { id: string; name: string; size?: number }) {
  return (
    <Box
      aria-hidden
      component="span"
      data-initials={initialsOf(name)}
      sx={{
        display: 'inline-grid',
        placeItems: 'center',
        flexShrink: 0,
        width: size,
        height: size,
        borderRadius: '50%',
        bgcolor: colourOf(id),
        color: '#fff',
        fontSize: size * 0.4,
        fontWeight: 600,
        lineHeight: 1,
        '&::before': { content: 'attr(data-initials)' },
      }}
    />
  );
}
